package io.peregrine.app.watch;

import io.peregrine.app.drops.KernelCounts;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.SinkStatus;
import io.peregrine.probe.Probe;
import io.peregrine.probe.TaskIterators;
import io.peregrine.server.metrics.EngineFacts;
import io.peregrine.server.metrics.EventSourceFacts;
import io.peregrine.server.metrics.MetricGroup;
import io.peregrine.server.metrics.MetricSample;
import io.peregrine.server.metrics.MetricsSource;
import io.peregrine.server.metrics.RuleCount;
import io.peregrine.state.StateTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The figures of a running engine for the web server and for snapshots. What belongs to the source's thread is copied by that thread about
 * once a second ({@link #sample}); all else is read where it stands.
 */
final class Figures implements MetricsSource {
    private static final long INTERVAL = 1_000_000_000L;
    private final Supplier<EngineFacts> facts;
    private final MatchCounters rules;
    private final Outputs outputs;
    private final OutputCounters outputCounters;
    private volatile Optional<OpenSource> source = Optional.empty();
    private volatile Optional<Reloader> reloader = Optional.empty();
    private volatile int rulesLoaded;
    private volatile Copy copy = new Copy(0, List.of());
    private volatile long lastCopy;

    private record Copy(long events, List<MetricSample> state) {}

    Figures(
            Supplier<EngineFacts> facts,
            MatchCounters rules,
            Outputs outputs,
            OutputCounters outputCounters) {
        this.facts = facts;
        this.rules = rules;
        this.outputs = outputs;
        this.outputCounters = outputCounters;
    }

    /** The source is open. */
    void opened(OpenSource open) {
        lastCopy = System.nanoTime() - INTERVAL;
        source = Optional.of(open);
    }

    /** Reloads are counted here. */
    void reloads(Reloader by) {
        reloader = Optional.of(by);
    }

    /** So many rules are in force. */
    void rulesLoaded(int count) {
        rulesLoaded = count;
    }

    /** How many rules are in force. */
    int rulesLoaded() {
        return rulesLoaded;
    }

    /** Whether there is a source. */
    boolean isOpen() {
        return source.isPresent();
    }

    /** How long ago the source's thread came by. */
    Duration sinceSample() {
        return Duration.ofNanos(System.nanoTime() - lastCopy);
    }

    /** Copies what belongs to the source's thread, which calls this, if a second has passed. */
    void sample() {
        long now = System.nanoTime();
        OpenSource open = source.orElseThrow();
        boolean firstEvents = copy.events() == 0 && open.context().event().number() > 0;
        if (now - lastCopy < INTERVAL && !firstEvents) {
            return;
        }
        lastCopy = now;
        StateTables tables = open.context().tables();
        List<MetricSample> state = new ArrayList<>();
        tables.counters().samples().forEach(sample -> state.add(MetricSample.counter(sample.name(), sample.value())));
        state.add(MetricSample.gauge("n_threads", tables.threads().size()));
        copy = new Copy(open.context().event().number(), state);
    }

    /** How many events the source brought, as of the last copy. */
    long events() {
        return copy.events();
    }

    @Override
    public EngineFacts facts() {
        return facts.get();
    }

    @Override
    public List<EventSourceFacts> sources() {
        return source.map(open -> new EventSourceFacts(
                        EventSourceFacts.SYSCALL, open.isLive() ? "modern_bpf" : "savefile", copy.events()))
                .stream()
                .toList();
    }

    @Override
    public List<RuleCount> rules() {
        return rules.counts();
    }

    @Override
    public long outputsQueueDrops() {
        return outputCounters.queueDrops();
    }

    @Override
    public List<SinkStatus> outputs() {
        return outputs.status();
    }

    @Override
    public List<MetricSample> samples(MetricGroup group) {
        return switch (group) {
            case STATE -> copy.state();
            case KERNEL -> source.flatMap(OpenSource::probe).map(Figures::kernel).orElse(List.of());
            case KERNEL_ITERATORS ->
                source.flatMap(OpenSource::machine)
                        .flatMap(LiveMachine::iterators)
                        .map(Figures::iterators)
                        .orElse(List.of());
            case RULES, RESOURCES, KERNEL_PER_CPU, LIBBPF, PLUGINS, ALLOCATOR -> List.of();
        };
    }

    private static List<MetricSample> iterators(TaskIterators iterators) {
        List<MetricSample> samples = new ArrayList<>();
        iterators.counters().values().forEach((name, value) -> samples.add(MetricSample.counter(name, value)));
        return samples;
    }

    private static List<MetricSample> kernel(Probe probe) {
        KernelCounts counts = DropReports.counts(probe);
        KernelCounts.ByCategory lost = counts.byCategory();
        return List.of(
                MetricSample.counter("n_evts", counts.events()),
                MetricSample.counter("n_drops_buffer_total", counts.buffer()),
                MetricSample.counter("n_drops_buffer_clone_fork_exit", lost.cloneFork()),
                MetricSample.counter("n_drops_buffer_execve_exit", lost.execve()),
                MetricSample.counter("n_drops_buffer_connect_exit", lost.connect()),
                MetricSample.counter("n_drops_buffer_open_exit", lost.open()),
                MetricSample.counter("n_drops_buffer_dir_file_exit", lost.dirFile()),
                MetricSample.counter("n_drops_buffer_other_interest_exit", lost.other()),
                MetricSample.counter("n_drops_buffer_close_exit", lost.close()),
                MetricSample.counter("n_drops_buffer_proc_exit", lost.proc()),
                MetricSample.counter("n_drops_scratch_map", counts.scratch()),
                MetricSample.counter("n_drops", counts.drops()));
    }
}
