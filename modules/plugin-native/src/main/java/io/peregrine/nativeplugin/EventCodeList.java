package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.schema.EventCodes;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.Optional;

/** Reads the lists of event codes that a started plugin answers: {@code u16* f(u32* count, state)}. */
final class EventCodeList {
    /** More entries than there are codes say nothing more. */
    private static final int MOST = 4096;

    private EventCodeList() {}

    /** The codes; empty when the plugin names none. A code outside the table is one behind its end. */
    static Optional<BitSet> read(NativePlugin plugin, PluginSymbol symbol) {
        if (!plugin.calls().has(symbol)) {
            return Optional.empty();
        }
        try (Arena room = Arena.ofConfined()) {
            long count = room.allocate(8, 8).address();
            long codes = plugin.calls().call(symbol, count, plugin.state());
            int size = ProcessMemory.getInt(count);
            if (codes == 0 || size == 0) {
                return Optional.empty();
            }
            BitSet set = new BitSet(EventCodes.COUNT);
            for (int i = 0; i < (size < 0 ? MOST : Math.min(size, MOST)); i++) {
                set.set(Short.toUnsignedInt(ProcessMemory.getShort(codes + 2L * i)));
            }
            return Optional.of(set);
        }
    }
}
