package io.peregrine.capture.convert;

import io.peregrine.event.EventView;
import java.util.Arrays;
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

    private final Map<Long, byte[]> byThread = new LinkedHashMap<>();
    private final EventView stored = new EventView();
    private long bytes;

    void put(EventView event) {
        remove(event.tid());
        byte[] copy = Arrays.copyOfRange(event.array(), event.offset(), event.offset() + event.length());
        byThread.put(event.tid(), copy);
        bytes += copy.length + ENTRY;
        for (Iterator<byte[]> oldest = byThread.values().iterator(); bytes > BUDGET; ) {
            bytes -= oldest.next().length + ENTRY;
            oldest.remove();
        }
    }

    /** The enter event that belongs to this exit event; valid until the next call. */
    Optional<EventView> of(EventView exit) {
        byte[] memory = byThread.get(exit.tid());
        boolean found = memory != null && stored.wrap(memory, 0, memory.length, exit.cpu());
        return found && stored.code() == exit.code() - 1 ? Optional.of(stored) : Optional.empty();
    }

    void remove(long tid) {
        byte[] old = byThread.remove(tid);
        if (old != null) {
            bytes -= old.length + ENTRY;
        }
    }
}
