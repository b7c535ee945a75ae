package io.peregrine.nativeplugin;

import io.peregrine.event.EventView;
import io.peregrine.event.SourceName;
import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.PluginEvent;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
    private static final int INITIAL_SIZE = 1 << 10;

    private final Arena arena;
    private final long address;
    private MemorySegment copy = MemorySegment.NULL;
    private EventView copied = new EventView();
    private long copiedTurn = -1;
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
        ProcessMemory.putLong(address, nativeCopy(view));
        ProcessMemory.putLong(address + 8, view.number());
        if (event.source() != last) {
            last = event.source();
            lastName = names.computeIfAbsent(
                    last.name(), name -> arena.allocateFrom(name).address());
        }
        ProcessMemory.putLong(address + 16, lastName);
        return address;
    }

    /** The address of the event as the plugin may see it. Fields of one event are asked one after the other: it is copied once. */
    private long nativeCopy(EventView view) {
        if (view != copied || view.turn() != copiedTurn) {
            if (view.length() > copy.byteSize()) {
                copy = Arena.ofAuto().allocate(Math.max(INITIAL_SIZE, 2L * view.length()), Long.BYTES);
            }
            MemorySegment.copy(view.array(), view.offset(), copy, ValueLayout.JAVA_BYTE, 0, view.length());
            copied = view;
            copiedTurn = view.turn();
        }
        return copy.address();
    }
}
