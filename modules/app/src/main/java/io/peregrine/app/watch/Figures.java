package io.peregrine.app.watch;

import io.peregrine.output.OutputCounters;
import io.peregrine.output.SinkStatus;
import io.peregrine.pipeline.EventFailures;
import io.peregrine.probe.TaskIterators;
import io.peregrine.recorder.RecorderCounters;
import io.peregrine.server.metrics.AllocatorFigures;
import io.peregrine.server.metrics.EngineFacts;
import io.peregrine.server.metrics.EventSourceFacts;
import io.peregrine.server.metrics.MetricGroup;
import io.peregrine.server.metrics.MetricSample;
import io.peregrine.server.metrics.MetricUnit;
import io.peregrine.server.metrics.MetricsSource;
import io.peregrine.server.metrics.OwnFigure;
import io.peregrine.server.metrics.ResourceUse;
import io.peregrine.server.metrics.RuleCount;
import io.peregrine.server.web.WebCounters;
import io.peregrine.state.StateTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The figures of a running engine for the web server and for snapshots. What belongs to the source's thread is copied by that thread about
 * once a second ({@link #sample}); all else is read where it stands.
 */
final class Figures implements MetricsSource {
    private static final long INTERVAL = 1_000_000_000L;
    private static final long LONGEST_INTERVAL = 5 * INTERVAL;

    /** A copy visits every thread in the tables: no more than this fraction of the time goes into copies. */
    private static final long LEAST_TIMES_COST = 200;

    private final Supplier<EngineFacts> facts;
    private final MatchCounters rules;
    private final Outputs outputs;
    private final OutputCounters outputCounters;
    private final WebCounters web = new WebCounters();
    private volatile Optional<OpenSource> source = Optional.empty();
    private volatile Optional<Reloader> reloader = Optional.empty();
    private volatile Optional<RecorderCounters> recorded = Optional.empty();
    private volatile Optional<EventFailures> failures = Optional.empty();
    private volatile int rulesLoaded;
    private volatile List<MetricSample> copied = List.of();
    private volatile long events;
    private volatile long lastRound;
    private long nextCopy;

    Figures(Supplier<EngineFacts> facts, MatchCounters rules, Outputs outputs, OutputCounters outputCounters) {
        this.facts = facts;
        this.rules = rules;
        this.outputs = outputs;
        this.outputCounters = outputCounters;
    }

    /** The source is open. */
    void opened(OpenSource open) {
        lastRound = System.nanoTime();
        nextCopy = lastRound;
        source = Optional.of(open);
    }

    /** Reloads are counted here. */
    void reloads(Reloader by) {
        reloader = Optional.of(by);
    }

    /** Events that could not be handled are counted here. */
    void failures(EventFailures counted) {
        failures = Optional.of(counted);
    }

    /** The latest event that could not be handled, if it is no older than this. */
    Optional<String> latestFailure(Duration age) {
        return failures.flatMap(counted -> counted.latest(age));
    }

    /** Recordings are counted here. */
    void recordings(RecorderCounters counted) {
        recorded = Optional.of(counted);
    }

    /** Where the web server counts its connections. */
    WebCounters web() {
        return web;
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

    /** Whether there is a source and it is the kernel. */
    boolean isWatchingKernel() {
        return source.map(OpenSource::isLive).orElse(false);
    }

    /** How long ago the source's thread came by. */
    Duration sinceSample() {
        return Duration.ofNanos(System.nanoTime() - lastRound);
    }

    /** Copies what belongs to the source's thread, which calls this, if it is time. */
    void sample() {
        long now = System.nanoTime();
        lastRound = now;
        OpenSource open = source.orElseThrow();
        events = open.context().event().number();
        if (now >= nextCopy) {
            copied = state(open.context().tables());
            nextCopy = now + Math.clamp(LEAST_TIMES_COST * (System.nanoTime() - now), INTERVAL, LONGEST_INTERVAL);
        }
    }

    private static List<MetricSample> state(StateTables tables) {
        return tables.samples().stream()
                .map(sample -> switch (sample.name()) {
                    case "n_threads", "n_fds" -> MetricSample.gauge(sample.name(), sample.value());
                    case "state_memory_bytes" -> MetricSample.gauge(sample.name(), MetricUnit.BYTES, sample.value());
                    default -> MetricSample.counter(sample.name(), sample.value());
                })
                .toList();
    }

    /** How many events the source brought, as of its thread's last round. */
    long events() {
        return events;
    }

    @Override
    public EngineFacts facts() {
        return facts.get();
    }

    @Override
    public List<EventSourceFacts> sources() {
        return source.map(open -> new EventSourceFacts(EventSourceFacts.SYSCALL, engine(open), events)).stream()
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

    private static String engine(OpenSource open) {
        if (open.isLive()) {
            return "modern_bpf";
        }
        return open.feed().events() instanceof IdleSource ? "nodriver" : "savefile";
    }

    private List<MetricSample> kernel(Function<KernelFigures, List<MetricSample>> part) {
        return source.flatMap(OpenSource::probe)
                .map(KernelFigures::new)
                .map(part)
                .orElse(List.of());
    }

    @Override
    public List<OwnFigure> own() {
        List<OwnFigure> own = new ArrayList<>(source.flatMap(OpenSource::probe)
                .map(KernelFigures::new)
                .map(KernelFigures::own)
                .orElse(List.of()));
        reloader.ifPresent(counted -> {
            own.add(OwnFigure.counter("reloads", counted.succeeded(), "Reloads that were put in force."));
            own.add(OwnFigure.counter(
                    "reload_failures", counted.failures(), "Reloads that left the old settings in force."));
        });
        own.add(OwnFigure.counter(
                "alerts_submitted", outputCounters.submitted(), "Alerts that were handed to the outputs."));
        own.add(OwnFigure.counter(
                "alerts_throttled", outputCounters.throttled(), "Alerts that the setting throttle held back."));
        own.add(OwnFigure.counter(
                "alerts_waited", outputCounters.waited(), "Alerts that named a value which was on its way."));
        own.add(OwnFigure.counter(
                "alerts_completed", outputCounters.completed(), "Alerts that waited and left with every value."));
        own.add(OwnFigure.counter(
                "alerts_timed_out",
                outputCounters.timedOut(),
                "Alerts that waited and left without a value because it did not come in time."));
        failures.ifPresent(counted -> own.add(OwnFigure.counter(
                "events_failed", counted.count(), "Events that could not be handled and were passed over.")));
        own.add(OwnFigure.counter("web_connections", web.accepted(), "Connections that the web server took."));
        own.add(OwnFigure.counter(
                "web_connections_displaced",
                web.displaced(),
                "Connections without a whole request that the web server closed for newer ones."));
        own.add(OwnFigure.counter(
                "web_connections_late",
                web.late(),
                "Connections that the web server closed because they took too long."));
        recorded.ifPresent(counted -> own.addAll(captures(counted)));
        return own;
    }

    private static List<OwnFigure> captures(RecorderCounters counted) {
        return List.of(
                OwnFigure.counter("captures_started", counted.started().sum(), "Captures that were begun."),
                OwnFigure.counter(
                        "captures_finished", counted.finished().sum(), "Captures that were written to their end."),
                OwnFigure.counter(
                        "captures_failed",
                        counted.failed().sum(),
                        "Captures that were given up: disk full or too slow, path not writable."),
                OwnFigure.counter(
                        "captures_refused",
                        counted.refused().sum(),
                        "Triggers that began no capture, as earlier ones were still being written or had failed."),
                OwnFigure.counter(
                        "captures_removed", counted.removedFiles().sum(), "Captures that were removed for newer ones."),
                OwnFigure.counter("capture_events", counted.events().sum(), "Events that were written into captures."),
                new OwnFigure(
                        new MetricSample(
                                "capture_file",
                                MetricUnit.BYTES,
                                true,
                                new MetricSample.Value.Whole(counted.fileBytes().sum())),
                        "Bytes of captures that were written to their end."),
                OwnFigure.counter(
                        "capture_lookback_forgotten",
                        counted.forgotten().sum(),
                        "Events that look-back could not keep for its whole duration."));
    }

    @Override
    public List<MetricSample> samples(MetricGroup group) {
        return switch (group) {
            case STATE -> copied;
            case KERNEL -> kernel(KernelFigures::totals);
            case KERNEL_PER_CPU -> kernel(KernelFigures::byProcessor);
            case KERNEL_ITERATORS ->
                source.flatMap(OpenSource::machine)
                        .flatMap(LiveMachine::iterators)
                        .map(Figures::iterators)
                        .orElse(List.of());
            case LIBBPF -> kernel(KernelFigures::programs);
            case ALLOCATOR -> AllocatorFigures.samples(ResourceUse.residentBytes());
            case RULES, RESOURCES, PLUGINS -> List.of();
        };
    }

    private static List<MetricSample> iterators(TaskIterators iterators) {
        List<MetricSample> samples = new ArrayList<>();
        iterators.counters().values().forEach((name, value) -> samples.add(MetricSample.counter(name, value)));
        return samples;
    }
}
