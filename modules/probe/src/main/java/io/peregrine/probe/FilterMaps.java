package io.peregrine.probe;

import io.peregrine.event.ByteString;
import io.peregrine.ffi.BpfMap;
import io.peregrine.ffi.NativeException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The filter as the programs see it. It is exchanged by first delivering everything and then leaving out what is newly left out, so that at no moment the
 * terms of one filter count for the calls of another. {@link #deliverAll} is for any thread, {@link #leaveOut} for one at a time.
 */
final class FilterMaps {
    /** What a second object with programs shares with the first. */
    static final List<String> NAMES = List.of(".data.filter", "left_out", "wanted_prefixes", "wanted_suffixes");

    private static final byte[] THERE = {1};

    private final CallTable calls;
    private final MemorySegment filter;
    private final MemorySegment rows;
    private final int processors;
    private final Terms prefixes;
    private final Terms suffixes;

    /** The words of one map. */
    private static final class Terms {
        private final BpfMap map;
        private final Function<ByteString, byte[]> key;
        private final Set<ByteString> there = new HashSet<>();

        Terms(BpfMap map, Function<ByteString, byte[]> key) {
            this.map = map;
            this.key = key;
        }

        void become(Set<ByteString> next) throws NativeException {
            for (ByteString term : List.copyOf(there)) {
                if (!next.contains(term)) {
                    map.remove(key.apply(term));
                    there.remove(term);
                }
            }
            for (ByteString term : next) {
                if (!there.contains(term)) {
                    map.put(key.apply(term), THERE);
                    there.add(term);
                }
            }
        }
    }

    /**
     * The maps of a loaded object.
     *
     * @param memory the mapped sections {@code .data.filter} and {@code left_out}
     */
    FilterMaps(CallTable calls, Mapped memory, BpfMap prefixes, BpfMap suffixes) {
        this.calls = calls;
        this.filter = memory.filter();
        this.rows = memory.leftOut();
        this.processors = memory.processors();
        this.prefixes = new Terms(prefixes, FilterLayout::prefix);
        this.suffixes = new Terms(suffixes, FilterLayout::suffix);
    }

    /**
     * What is mapped.
     *
     * @param filter the settings of the filter
     * @param leftOut a row of numbers for each processor
     * @param processors how many
     */
    record Mapped(MemorySegment filter, MemorySegment leftOut, int processors) {}

    /** From the next call on nothing is left out. */
    void deliverAll() {
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            FilterLayout.kinds(filter, number, 0);
        }
    }

    /**
     * Leaves out what a filter says, once everything is delivered.
     *
     * @throws NativeException when the kernel refuses a term; everything goes on to be delivered then
     */
    void leaveOut(KernelFilterTerms next) throws NativeException {
        prefixes.become(next.prefixes());
        suffixes.become(next.suffixes());
        FilterLayout.suffixes(filter, !next.suffixes().isEmpty());
        FilterLayout.families(filter, next.families());
        if (next.leavesOutUntilNeeded()) {
            FilterLayout.behind(filter);
        }
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            int bits = next.of(calls.identity(number)).stream()
                    .mapToInt(LeftOut::bit)
                    .sum();
            FilterLayout.kinds(filter, number, bits);
        }
    }

    /** How many events were left out so far, by the portable id of the call. For any thread. */
    Map<Integer, Long> counts() {
        Map<Integer, Long> counts = new HashMap<>();
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            long sum = 0;
            for (int processor = 0; processor < processors; processor++) {
                sum += FilterLayout.leftOut(rows, processor, number);
            }
            if (sum > 0) {
                counts.merge(calls.identity(number), sum, Long::sum);
            }
        }
        return counts;
    }

    /** How many events were left out so far. For any thread. */
    long count() {
        long sum = 0;
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            for (int processor = 0; processor < processors; processor++) {
                sum += FilterLayout.leftOut(rows, processor, number);
            }
        }
        return sum;
    }
}
