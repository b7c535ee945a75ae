package io.peregrine.probe;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How much the iterators listed and what was lost of it. Written by the thread that iterates, read by any. */
public final class IterationCounters {
    private static final List<Integer> CODES = List.of(
            EventCodes.ITER_TASK_E,
            EventCodes.ITER_TASK_FILE_PIPE_E,
            EventCodes.ITER_TASK_FILE_MEMFD_E,
            EventCodes.ITER_TASK_FILE_REGULAR_E,
            EventCodes.ITER_TASK_FILE_DIRECTORY_E,
            EventCodes.ITER_TASK_FILE_SOCKET_INET_E,
            EventCodes.ITER_TASK_FILE_SOCKET_INET6_E,
            EventCodes.ITER_TASK_FILE_SOCKET_UNIX_E,
            EventCodes.ITER_TASK_FILE_SOCKET_NETLINK_E,
            EventCodes.ITER_TASK_FILE_ANON_INODE_E);

    private final AtomicLongArray listed = new AtomicLongArray(EventCodes.COUNT);
    private final AtomicLong tooLarge = new AtomicLong();

    IterationCounters() {}

    void listed(int code) {
        listed.lazySet(code, listed.get(code) + 1);
    }

    void tooLarge() {
        tooLarge.incrementAndGet();
    }

    /**
     * All counters by the names of Falco's metrics. Of single kinds nothing is ever lost: an event that finds no room is asked for
     * again, and one that no buffer could take counts in {@code n_drops_max_event_size}.
     */
    public Map<String, Long> values() {
        Map<String, Long> values = new LinkedHashMap<>();
        for (int code : CODES) {
            values.put("n_evts_" + EventTable.byCode(code).name(), listed.get(code));
        }
        values.put("n_drops_max_event_size", tooLarge.get());
        for (int code : CODES) {
            values.put("n_drops_" + EventTable.byCode(code).name(), 0L);
        }
        return values;
    }
}
