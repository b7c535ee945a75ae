package io.peregrine.nativeplugin;

import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.PluginEvent;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code ss_plugin_event_input}, filled anew for each event. Owned by the thread of the source.
 *
 * <pre>
 *  0        8        16
 *  +--------+--------+--------+
 *  | evt    | evtnum | evtsrc |
 *  +--------+--------+--------+
 * </pre>
 */
final class EventInput {
    private final Arena arena;
    private final long address;
    private final Map<String, Long> names = new HashMap<>();
    private SourceName last = new SourceName("", -1);
    private long lastName;

    EventInput(Arena arena) {
        this.arena = arena;
        this.address = arena.allocate(24, 8).address();
    }

    /** The address of the struct, filled from the event. */
    long of(PluginEvent event) {
        EventView view = event.view();
        ProcessMemory.putLong(address, view.segment().address() + view.offset());
        ProcessMemory.putLong(address + 8, view.number());
        if (event.source() != last) {
            last = event.source();
            lastName = names.computeIfAbsent(
                    last.name(), name -> arena.allocateFrom(name).address());
        }
        ProcessMemory.putLong(address + 16, lastName);
        return address;
    }
}
