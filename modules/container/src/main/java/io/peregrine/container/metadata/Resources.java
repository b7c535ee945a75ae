package io.peregrine.container.metadata;

/**
 * What a container may use.
 *
 * @param cpuPeriod the period of its share of processors in microseconds
 * @param cpuQuota the part of a period that it may run, in microseconds
 * @param cpuShares its weight
 * @param cpusetCount the number of processors that it is bound to, 0 for all
 * @param memoryLimit bytes of memory, 0 for no limit
 * @param swapLimit bytes of memory and swap
 * @param size bytes of its writable layer, -1 when not asked for
 */
public record Resources(
        long cpuPeriod, long cpuQuota, long cpuShares, long cpusetCount, long memoryLimit, long swapLimit, long size) {
    /** What engines use when nothing is said. */
    public static final Resources USUAL = new Resources(100_000, 0, 1024, 0, 0, 0, -1);

    /** The same with this many bytes written. */
    Resources withSize(long bytes) {
        return new Resources(cpuPeriod, cpuQuota, cpuShares, cpusetCount, memoryLimit, swapLimit, bytes);
    }
}
