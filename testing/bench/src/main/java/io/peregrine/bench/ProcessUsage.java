package io.peregrine.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process had used up at a moment. Linux only.
 *
 * @param wallNanos a clock for differences
 * @param userNanos processor time of all threads outside the kernel, in steps of 10 ms
 * @param systemNanos processor time of all threads inside the kernel, in steps of 10 ms
 * @param threadNanos processor time of the calling thread alone, without the compiler's and the collector's
 * @param allocatedBytes what the calling thread allocated on the heap
 */
record ProcessUsage(long wallNanos, long userNanos, long systemNanos, long threadNanos, long allocatedBytes) {
    private static final long NANOS_PER_TICK = 10_000_000L;
    private static final int USER_COLUMN = 11;

    /** The usage so far. */
    static ProcessUsage now() {
        long wall = System.nanoTime();
        String stat = read("/proc/self/stat");
        String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long user = Long.parseLong(columns[USER_COLUMN]) * NANOS_PER_TICK;
        long system = Long.parseLong(columns[USER_COLUMN + 1]) * NANOS_PER_TICK;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return new ProcessUsage(
                wall, user, system, threads.getCurrentThreadCpuTime(), threads.getCurrentThreadAllocatedBytes());
    }

    /** What was used since an earlier moment. */
    ProcessUsage since(ProcessUsage earlier) {
        return new ProcessUsage(
                wallNanos - earlier.wallNanos,
                userNanos - earlier.userNanos,
                systemNanos - earlier.systemNanos,
                threadNanos - earlier.threadNanos,
                allocatedBytes - earlier.allocatedBytes);
    }

    /** The most memory that this process ever had resident, in megabytes. */
    static long peakMegabytes() {
        return peak(read("/proc/self/status"));
    }

    /** The most memory that another process ever had resident, in megabytes; 0 when it is gone. */
    static long peakMegabytes(long pid) {
        try {
            return peak(Files.readString(Path.of("/proc/" + pid + "/status")));
        } catch (IOException e) {
            return 0;
        }
    }

    private static long peak(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("This bench needs Linux: " + file + " cannot be read.", e);
        }
    }
}
