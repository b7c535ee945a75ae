package io.peregrine.container.engine;

import io.peregrine.event.ByteString;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When containers went, so that an answer that was asked for before does not bring one back. Thread-safe. */
final class Departures {
    private static final int MOST = 4096;
    private static final long LONGEST_QUESTION_NANOS = 60_000_000_000L;

    private final Map<ByteString, Long> times = new ConcurrentHashMap<>();

    /** A container has gone now. */
    void note(ByteString id) {
        long now = System.nanoTime();
        if (times.size() >= MOST) {
            times.values().removeIf(time -> now - time > LONGEST_QUESTION_NANOS);
        }
        if (times.size() < MOST) {
            times.put(id, now);
        }
    }

    /** Whether a container has gone since a time, as {@link System#nanoTime()} counts. */
    boolean isSince(ByteString id, long time) {
        Long gone = times.get(id);
        return gone != null && gone - time >= 0;
    }
}
