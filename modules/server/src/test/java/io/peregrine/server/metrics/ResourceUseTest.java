package io.peregrine.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceUseTest {
    @TempDir
    private Path proc;

    @Test
    void readsTheFilesOfProc() throws Exception {
        Files.createDirectories(proc.resolve("self"));
        Files.createDirectories(proc.resolve("sys/fs"));
        Files.writeString(
                proc.resolve("self/stat"), "7 (a b) c) S 1 1 1 0 -1 4194304 1 0 0 0 300 200 0 0 20 0 5 0 1000 9 9 9\n");
        Files.writeString(proc.resolve("self/status"), "Name:\tx\nVmSize:\t  4000 kB\nVmRSS:\t  2048 kB\n");
        Files.writeString(proc.resolve("self/smaps_rollup"), "header\nRss: 9 kB\nPss:    1024 kB\n");
        Files.writeString(proc.resolve("uptime"), "60.00 100.00\n");
        Files.writeString(
                proc.resolve("stat"),
                "cpu  10 10 20 60 0 0 0 5\ncpu0 5 5 10 30 0 0 0\nbtime 1600000000\nprocs_running 3\n");
        Files.writeString(
                proc.resolve("meminfo"), "MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 50 kB\nCached: 250 kB\n");
        Files.writeString(proc.resolve("sys/fs/file-nr"), "1234\t0\t99\n");
        Path memory = Files.writeString(proc.resolve("memory"), "777\n");
        Map<String, Double> values = new ResourceUse(
                        proc.resolve("self"), proc, Map.of("FALCO_CGROUP_MEM_PATH", memory.toString()))
                .samples().stream()
                        .collect(Collectors.toMap(
                                MetricSample::name, sample -> sample.value().asDouble()));
        assertThat(values)
                .containsEntry("cpu_usage_perc", 10.0)
                .containsEntry("memory_rss_kb", 2048.0)
                .containsEntry("memory_vsz_kb", 4000.0)
                .containsEntry("memory_pss_kb", 1024.0)
                .containsEntry("container_memory_used_bytes", 777.0)
                .containsEntry("host_cpu_usage_perc", 40.0)
                .containsEntry("host_memory_used_kb", 600.0)
                .containsEntry("host_procs_running", 3.0)
                .containsEntry("host_open_fds", 1234.0);
        MachineFacts machine = MachineFacts.read(proc, "node");
        assertThat(machine).isEqualTo(new MachineFacts("node", "", 1_600_000_000_000_000_000L, 1));
    }

    @Test
    void whatIsMissingIsZero() {
        assertThat(new ResourceUse(proc, proc, Map.of("FALCO_CGROUP_MEM_PATH", "/none")).samples())
                .hasSize(9)
                .allMatch(sample -> sample.value().asDouble() == 0);
    }
}
