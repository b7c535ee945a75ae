package io.peregrine.probe;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counters of one or all processors at one moment, since the probe was loaded.
 *
 * @param values one number for every counter
 */
public record ProbeCounters(Map<Counter, Long> values) {
    public ProbeCounters {
        values = Map.copyOf(values);
    }

    /** One counter. */
    public long get(Counter counter) {
        return values.get(counter);
    }

    /** Sums the rows of the kernel's map. */
    static ProbeCounters read(MemorySegment rows, int count) {
        return read(rows, 0, count);
    }

    /** Sums {@code count} rows of the kernel's map from row {@code first} on. */
    static ProbeCounters read(MemorySegment rows, int first, int count) {
        Map<Counter, Long> sums = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            long sum = 0;
            for (int row = first; row < first + count; row++) {
                sum += rows.get(ValueLayout.JAVA_LONG, 8L * (row * Counter.SLOTS + counter.ordinal()));
            }
            sums.put(counter, sum);
        }
        return new ProbeCounters(sums);
    }
}
