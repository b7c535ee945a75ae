package io.peregrine.server.metrics;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.output.SinkStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Figures that change only when a test changes them. */
final class FixedMetrics implements MetricsSource {
    private static final List<String> FILES = List.of(
            "pipe",
            "memfd",
            "regular",
            "directory",
            "socket_inet",
            "socket_inet6",
            "socket_unix",
            "socket_netlink",
            "anon_inode");

    long events = 1000;
    long kernelEvents = 5000;
    long drops = 50;

    @Override
    public EngineFacts facts() {
        return new EngineFacts(
                "0.44.0",
                1_700_000_000_000_000_000L,
                1_700_000_001_000_000_000L,
                new MachineFacts("node-7", "6.18.0", 1_600_000_000_000_000_000L, 2),
                List.of(new EngineFacts.FileDigest("my rules.yaml", "ab")),
                List.of(new EngineFacts.FileDigest("peregrine.yaml", "cd")));
    }

    @Override
    public List<EventSourceFacts> sources() {
        return List.of(new EventSourceFacts("syscall", "modern_bpf", events));
    }

    @Override
    public List<RuleCount> rules() {
        return List.of(
                new RuleCount(
                        RuleLabel.of("Read \"sensitive\" file", Priority.WARNING, "syscall", List.of("process")), 3),
                new RuleCount(RuleLabel.of("Never", Priority.DEBUG, "syscall", List.of()), 0));
    }

    @Override
    public long outputsQueueDrops() {
        return 4;
    }

    @Override
    public List<SinkStatus> outputs() {
        return List.of(new SinkStatus("http", 10, 2, 1, 5, false));
    }

    @Override
    public List<OwnFigure> own() {
        return List.of(
                OwnFigure.counter("reloads", 2, "Reloads that were put in force."),
                new OwnFigure(MetricSample.gauge("containers_known", 3), "Containers of which something is known."),
                new OwnFigure(MetricSample.gauge("memory", MetricUnit.BYTES, 4), "Memory that is taken."));
    }

    @Override
    public List<MetricSample> samples(MetricGroup group) {
        return switch (group) {
            case KERNEL -> kernel();
            case KERNEL_PER_CPU ->
                List.of(MetricSample.counter("n_evts_cpu_0", 7), MetricSample.counter("n_drops_cpu_0", 0));
            case KERNEL_ITERATORS -> iterators();
            case STATE -> state();
            case LIBBPF ->
                List.of(
                        MetricSample.counter("sys_exit.run_cnt", 9),
                        new MetricSample(
                                "sys_exit.run_time_ns",
                                MetricUnit.NANOSECONDS_TOTAL,
                                true,
                                new MetricSample.Value.Whole(99)));
            case ALLOCATOR -> AllocatorFigures.samples(100 << 20);
            default -> List.of();
        };
    }

    @Override
    public List<MetricSample> plugins(EventSourceFacts open) {
        return open.isSyscall()
                ? List.of(
                        MetricSample.gauge("container.n_containers", 3),
                        new MetricSample(
                                "orchard.time_ns in trees",
                                MetricUnit.COUNT,
                                true,
                                new MetricSample.Value.Unsigned(-1)))
                : List.of();
    }

    private List<MetricSample> kernel() {
        List<MetricSample> samples = new ArrayList<>();
        samples.add(MetricSample.counter("n_evts", kernelEvents));
        samples.add(MetricSample.counter("n_drops_buffer_total", drops));
        for (String kind :
                List.of("clone_fork", "execve", "connect", "open", "dir_file", "other_interest", "close", "proc")) {
            samples.add(MetricSample.counter("n_drops_buffer_" + kind + "_exit", 1));
        }
        samples.add(MetricSample.counter("n_drops_buffer_connect_enter", 0));
        samples.add(MetricSample.counter("n_drops_buffer_open_enter", 0));
        samples.add(MetricSample.counter("n_drops_scratch_map", 0));
        samples.add(MetricSample.counter("n_drops", drops));
        return samples;
    }

    private static List<MetricSample> iterators() {
        List<MetricSample> samples = new ArrayList<>();
        samples.add(MetricSample.counter("n_evts_task", 5));
        samples.add(MetricSample.counter("n_drops_max_event_size", 0));
        samples.add(MetricSample.counter("n_drops_task", 0));
        FILES.forEach(kind -> samples.add(MetricSample.counter("n_evts_task_file_" + kind, 1)));
        FILES.forEach(kind -> samples.add(MetricSample.counter("n_drops_task_file_" + kind, 0)));
        return samples;
    }

    private static List<MetricSample> state() {
        List<MetricSample> samples = new ArrayList<>();
        samples.add(MetricSample.gauge("n_threads", 20));
        samples.add(MetricSample.gauge("n_fds", 0));
        Stream.of(
                        "n_noncached_fd_lookups",
                        "n_cached_fd_lookups",
                        "n_failed_fd_lookups",
                        "n_added_fds",
                        "n_removed_fds",
                        "n_stored_evts",
                        "n_store_evts_drops",
                        "n_retrieved_evts",
                        "n_retrieve_evts_drops",
                        "n_noncached_thread_lookups",
                        "n_cached_thread_lookups",
                        "n_failed_thread_lookups",
                        "n_added_threads",
                        "n_removed_threads",
                        "n_drops_full_threadtable")
                .forEach(name -> samples.add(MetricSample.counter(name, 1)));
        return samples;
    }
}
