package io.peregrine.capture.convert;

import io.peregrine.event.EventView;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last enter event of each thread, until its exit event takes it. At most {@link #BUDGET} bytes are kept; the longest waiting are
 * given up first, as if the capture had lost them.
 */
final class EnterEvents {
    private static final long BUDGET = 64 << 20;
    private static final int ENTRY = 96;

    private final Map<Long, MemorySegment> byThread = new LinkedHashMap<>();
    private final EventView stored = new EventView();
    private long bytes;

    void put(EventView event) {
        remove(event.tid());
        byte[] copy = new byte[event.length()];
        MemorySegment memory = MemorySegment.ofArray(copy);
        MemorySegment.copy(event.segment(), event.offset(), memory, 0, copy.length);
        byThread.put(event.tid(), memory);
        bytes += copy.length + ENTRY;
        for (Iterator<MemorySegment> oldest = byThread.values().iterator(); bytes > BUDGET; ) {
            bytes -= oldest.next().byteSize() + ENTRY;
            oldest.remove();
        }
    }

    /** The enter event that belongs to this exit event; valid until the next call. */
    Optional<EventView> of(EventView exit) {
        MemorySegment memory = byThread.get(exit.tid());
        boolean found = memory != null && stored.wrap(memory, 0, memory.byteSize(), exit.cpu());
        return found && stored.code() == exit.code() - 1 ? Optional.of(stored) : Optional.empty();
    }

    void remove(long tid) {
        MemorySegment old = byThread.remove(tid);
        if (old != null) {
            bytes -= old.byteSize() + ENTRY;
        }
    }
}
