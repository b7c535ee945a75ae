package io.peregrine.server.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU and memory use of the process, its container and the host, read from /proc and the control group's files. What cannot
 * be read counts as zero.
 */
public final class ResourceUse {
    private static final Path DEFAULT_CGROUP_MEMORY = Path.of("/sys/fs/cgroup/memory/memory.usage_in_bytes");
    private static final Path UNIFIED_CGROUP_MEMORY = Path.of("/sys/fs/cgroup/memory.current");
    private static final double TICKS_PER_SECOND = 100;

    private final Path ownProc;
    private final Path hostProc;
    private final Path cgroupMemory;

    /**
     * Makes a reader.
     *
     * @param ownProc the folder in /proc of this process, normally /proc/self
     * @param hostProc the folder /proc of the host
     * @param environment the environment, in which FALCO_CGROUP_MEM_PATH may name the file with the container's memory use
     */
    public ResourceUse(Path ownProc, Path hostProc, Map<String, String> environment) {
        this.ownProc = ownProc;
        this.hostProc = hostProc;
        String path = environment.getOrDefault("FALCO_CGROUP_MEM_PATH", "");
        Path usual = Files.exists(DEFAULT_CGROUP_MEMORY) ? DEFAULT_CGROUP_MEMORY : UNIFIED_CGROUP_MEMORY;
        this.cgroupMemory = path.isEmpty() || path.contains("..") ? usual : Path.of(path);
    }

    /** Returns the figures of this moment. */
    public List<MetricSample> samples() {
        List<MetricSample> samples = new ArrayList<>();
        samples.add(MetricSample.percentage("cpu_usage_perc", ownCpu()));
        samples.add(
                MetricSample.gauge("memory_rss_kb", MetricUnit.KIBIBYTES, keyed(ownProc.resolve("status"), "VmRSS:")));
        samples.add(
                MetricSample.gauge("memory_vsz_kb", MetricUnit.KIBIBYTES, keyed(ownProc.resolve("status"), "VmSize:")));
        samples.add(MetricSample.gauge(
                "memory_pss_kb", MetricUnit.KIBIBYTES, keyed(ownProc.resolve("smaps_rollup"), "Pss:")));
        samples.add(MetricSample.gauge("container_memory_used_bytes", MetricUnit.BYTES, firstNumber(cgroupMemory)));
        samples.add(MetricSample.percentage("host_cpu_usage_perc", hostCpu()));
        samples.add(MetricSample.gauge("host_memory_used_kb", MetricUnit.KIBIBYTES, hostMemory()));
        samples.add(MetricSample.gauge("host_procs_running", keyed(hostProc.resolve("stat"), "procs_running")));
        samples.add(MetricSample.gauge("host_open_fds", firstNumber(hostProc.resolve("sys/fs/file-nr"))));
        return samples;
    }

    /** The resident memory of this process in bytes. */
    public static long residentBytes() {
        return keyed(Path.of("/proc/self/status"), "VmRSS:") << 10;
    }

    /** Share of one CPU that the process used since it started. Fields 14, 15 and 22 of stat: user, system, start. */
    private double ownCpu() {
        String stat = text(ownProc.resolve("stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        String[] uptime = text(hostProc.resolve("uptime")).split(" ");
        if (afterName.length < 20 || uptime[0].isEmpty()) {
            return 0;
        }
        double used = Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
        double elapsed = Double.parseDouble(uptime[0]) * TICKS_PER_SECOND - Long.parseLong(afterName[19]);
        return elapsed > 0 ? tenths(100 * used / elapsed) : 0;
    }

    /** Share of all CPUs that was busy since boot, from the first seven columns. */
    private double hostCpu() {
        String line = text(hostProc.resolve("stat")).lines().findFirst().orElse("");
        long[] columns = Stream.of(line.split(" +"))
                .skip(1)
                .limit(7)
                .mapToLong(Long::parseLong)
                .toArray();
        long sum = 0;
        for (long column : columns) {
            sum += column;
        }
        return columns.length == 7 && sum > 0 ? tenths(100 - columns[3] * 100.0 / sum) : 0;
    }

    private long hostMemory() {
        Path file = hostProc.resolve("meminfo");
        return keyed(file, "MemTotal:") - keyed(file, "MemFree:") - keyed(file, "Buffers:") - keyed(file, "Cached:");
    }

    private static long keyed(Path file, String key) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(key + " ") || line.startsWith(key + "\t"))
                .mapToLong(line -> number(line.substring(key.length())))
                .findFirst()
                .orElse(0);
    }

    private static long firstNumber(Path file) {
        return number(text(file));
    }

    private static long number(String text) {
        String digits = text.strip().split("[^0-9]", 2)[0];
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
