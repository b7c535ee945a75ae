package io.peregrine.server.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * The allocator's figures under the names that Falco has for its own, jemalloc. Peregrine's allocator is the virtual machine: allocated is
 * what objects and classes use, active what is committed for them, retained what may still be taken, metadata the classes. What has no
 * counterpart (transparent huge pages of metadata, reallocations to nothing) is 0.
 */
public final class AllocatorFigures {
    private static final String METASPACE = "Metaspace";

    private AllocatorFigures() {}

    /** The figures of this moment; {@code resident} is the resident memory of the process in bytes. */
    public static List<MetricSample> samples(long resident) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        MemoryUsage other = memory.getNonHeapMemoryUsage();
        long metadata = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(METASPACE))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        return List.of(
                bytes("active", heap.getCommitted() + other.getCommitted()),
                bytes("allocated", heap.getUsed() + other.getUsed()),
                bytes("mapped", heap.getCommitted() + other.getCommitted()),
                bytes("metadata", metadata),
                bytes("metadata_thp", 0),
                bytes("resident", resident),
                bytes("retained", Math.max(0, heap.getMax() - heap.getCommitted())),
                bytes("zero_reallocs", 0));
    }

    private static MetricSample bytes(String name, long value) {
        return new MetricSample(
                "jemalloc." + name + "_bytes", MetricUnit.BYTES, true, new MetricSample.Value.Whole(value));
    }
}
