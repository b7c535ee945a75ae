package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.EventParsing;
import io.peregrine.plugin.PluginEvent;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * {@code plugin_parse_event}, whose result says nothing, as in Falco.
 *
 * <p>{@code ss_plugin_event_parse_input}: owner at 0, get_owner_last_error at 8, table_reader (32 bytes) at 16, table_writer (48) at 48,
 * table_reader_ext at 96, table_writer_ext at 104.
 */
final class NativeParsing implements EventParsing {
    private static final long SIZE = 112;

    private final NativePlugin plugin;
    private final EventInput event;
    private final long input;

    NativeParsing(NativePlugin plugin) {
        this.plugin = plugin;
        this.event = new EventInput(plugin.arena());
        this.input = plugin.arena().allocate(SIZE, 8).address();
        Owner owner = plugin.owner();
        TableFunctions tables = owner.functions().tables();
        ProcessMemory.putLong(input, owner.pointer());
        ProcessMemory.putLong(input + 8, owner.functions().lastErrorFunction());
        tables.writeReader(input + 16);
        tables.writeWriter(input + 48);
        ProcessMemory.putLong(input + 96, tables.readerAddress());
        ProcessMemory.putLong(input + 104, tables.writerAddress());
    }

    @Override
    public void parse(PluginEvent shown) {
        plugin.calls().call(PluginSymbol.PARSE_EVENT, plugin.state(), event.of(shown), input);
        plugin.owner().callEnded();
    }

    @Override
    public Set<String> parseSources() {
        return plugin.declaration().parseSources();
    }

    @Override
    public Optional<BitSet> parseCodes() {
        return EventCodeList.read(plugin, PluginSymbol.GET_PARSE_EVENT_TYPES);
    }
}
