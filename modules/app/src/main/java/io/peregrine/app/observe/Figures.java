package io.peregrine.app.observe;

import io.peregrine.app.live.LiveMachine;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.outputs.Outputs;
import io.peregrine.app.reload.Reloader;
import io.peregrine.app.rules.HostNameRules;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.event.SourceName;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.SinkStatus;
import io.peregrine.pipeline.Pipeline;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The figures of a running engine for the web server and for snapshots. What belongs to a source's thread is copied by that thread about
 * once a second ({@link SourceFigures}); all else is read where it stands.
 */
public final class Figures implements MetricsSource {
    private final Supplier<EngineFacts> facts;
    private final MatchCounters rules;
    private final Outputs outputs;
    private final OutputCounters outputCounters;
    private final WebCounters web = new WebCounters();
    private volatile List<SourceFigures> sources = List.of();
    private volatile Optional<Reloader> reloader = Optional.empty();
    private volatile Optional<RecorderCounters> recorded = Optional.empty();
    private volatile List<Pipeline> pipelines = List.of();
    private volatile Optional<HostNameRules> hostRules = Optional.empty();
    private volatile PluginFigures plugins = PluginFigures.NONE;
    private volatile Optional<ContainerPlugin> containers = Optional.empty();
    private volatile Optional<RuleProfile> costs = Optional.empty();
    private volatile int rulesLoaded;

    public Figures(Supplier<EngineFacts> facts, MatchCounters rules, Outputs outputs, OutputCounters outputCounters) {
        this.facts = facts;
        this.rules = rules;
        this.outputs = outputs;
        this.outputCounters = outputCounters;
    }

    /** The sources are open, that of system calls first. */
    public void opened(List<SourceFigures> open) {
        sources = List.copyOf(open);
        open.forEach(source -> source.judgedBy(costs));
    }

    /** Reloads are counted here. */
    public void reloads(Reloader by) {
        reloader = Optional.of(by);
    }

    /** What fails and what is exchanged is counted here. */
    public void watchedBy(List<Pipeline> all) {
        pipelines = List.copyOf(all);
    }

    /** The latest events that could not be handled, one of each source, if they are no older than this. */
    public List<String> latestFailures(Duration age) {
        return pipelines.stream()
                .flatMap(pipeline -> pipeline.failures().latest(age).stream())
                .toList();
    }

    /** Recordings are counted here. */
    public void recordings(RecorderCounters counted) {
        recorded = Optional.of(counted);
    }

    /** This plugin tells of containers. */
    public void containers(Optional<ContainerPlugin> plugin) {
        containers = plugin;
    }

    /** These rules compare with names of hosts. */
    public void hostRules(HostNameRules rules) {
        hostRules = Optional.of(rules);
    }

    /** Where the web server counts its connections. */
    public WebCounters web() {
        return web;
    }

    /** These rules are in force. */
    public void judgedBy(LoadedRules rules) {
        costs = rules.costs();
        sources.forEach(source -> source.judgedBy(rules.costs()));
        rulesLoaded(rules.set().size());
    }

    /** So many rules are in force. */
    void rulesLoaded(int count) {
        rulesLoaded = count;
    }

    /** How many rules are in force. */
    public int rulesLoaded() {
        return rulesLoaded;
    }

    /** Whether the sources are open. */
    public boolean isOpen() {
        return !sources.isEmpty();
    }

    /** Whether one of the sources is the kernel. */
    public boolean isWatchingKernel() {
        return ofSystemCalls().flatMap(OpenSource::machine).isPresent();
    }

    private Optional<OpenSource> ofSystemCalls() {
        return sources.stream()
                .filter(SourceFigures::isOfSystemCalls)
                .map(SourceFigures::source)
                .findFirst();
    }

    /** The open sources. */
    public List<SourceFigures> open() {
        return sources;
    }

    /** How many events the sources brought, as of their threads' last rounds. */
    public long events() {
        return sources.stream().mapToLong(SourceFigures::events).sum();
    }

    @Override
    public EngineFacts facts() {
        return facts.get();
    }

    @Override
    public List<EventSourceFacts> sources() {
        return sources.stream().map(SourceFigures::facts).toList();
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

    private List<MetricSample> kernel(Function<KernelFigures, List<MetricSample>> part) {
        return ofSystemCalls()
                .flatMap(OpenSource::probe)
                .map(KernelFigures::new)
                .map(part)
                .orElse(List.of());
    }

    @Override
    public List<OwnFigure> own() {
        List<OwnFigure> own = new ArrayList<>(ofSystemCalls()
                .flatMap(OpenSource::probe)
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
        own.addAll(pipelines());
        own.addAll(connections());
        hostRules.ifPresent(rules -> rules.lacking().forEach((rule, names) -> own.add(lacking(rule, names.size()))));
        recorded.ifPresent(counted -> own.addAll(captures(counted)));
        rules.lacking().forEach((rule, events) -> own.add(lacked(rule, events)));
        sources.forEach(source -> own.addAll(source.costs()));
        containers().ifPresent(figures -> own.addAll(figures.own()));
        return own;
    }

    private Optional<ContainerFigures> containers() {
        return containers.map(plugin -> new ContainerFigures(plugin.counters()));
    }

    private List<OwnFigure> connections() {
        return List.of(
                OwnFigure.counter("web_connections", web.accepted(), "Connections that the web server took."),
                OwnFigure.counter(
                        "web_connections_displaced",
                        web.displaced(),
                        "Connections without a whole request that the web server closed for newer ones."),
                OwnFigure.counter(
                        "web_connections_late",
                        web.late(),
                        "Connections that the web server closed because they took too long."));
    }

    private List<OwnFigure> pipelines() {
        List<Pipeline> all = pipelines;
        return List.of(
                OwnFigure.counter(
                        "events_failed",
                        all.stream().mapToLong(way -> way.failures().count()).sum(),
                        "Events that could not be handled and were passed over."),
                OwnFigure.counter(
                        "events_injected",
                        all.stream().mapToLong(way -> way.injections().taken()).sum(),
                        "Events that plugins and others put in beside those of the sources."),
                OwnFigure.counter(
                        "events_injected_lost",
                        all.stream().mapToLong(way -> way.injections().lost()).sum(),
                        "Events that were not put in, because the queue was full or their time too far ahead."),
                new OwnFigure(
                        new MetricSample(
                                "longest_exchange",
                                MetricUnit.SECONDS,
                                false,
                                new MetricSample.Value.Real(all.stream()
                                                .mapToLong(Pipeline::longestExchangeNanos)
                                                .max()
                                                .orElse(0)
                                        / 1e9)),
                        "The longest time for which a reload stopped the events of a source."));
    }

    private static OwnFigure lacked(String rule, long events) {
        return new OwnFigure(
                MetricSample.counter("rule_metadata_missing", events),
                "Events for which the condition of a rule read what no container runtime had told yet.",
                Map.of("rule_name", rule));
    }

    private static OwnFigure lacking(String rule, int names) {
        return new OwnFigure(
                MetricSample.gauge("rule_host_names_unanswered", names),
                "Host names that a rule compares with and that no name server has answered for.",
                Map.of("rule_name", rule));
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

    /** Plugins report these. */
    public void plugins(PluginFigures reported) {
        plugins = reported;
    }

    @Override
    public List<MetricSample> plugins(EventSourceFacts open) {
        Stream<MetricSample> ofContainers = open.name().equals(SourceName.SYSCALL.name())
                ? containers().stream().flatMap(figures -> figures.plugin().stream())
                : Stream.empty();
        return Stream.concat(ofContainers, plugins.of(open.name()).stream()).toList();
    }

    @Override
    public List<MetricSample> samples(MetricGroup group) {
        return switch (group) {
            case STATE ->
                sources.stream()
                        .filter(SourceFigures::isOfSystemCalls)
                        .flatMap(open -> open.state().stream())
                        .toList();
            case KERNEL -> kernel(KernelFigures::totals);
            case KERNEL_PER_CPU -> kernel(KernelFigures::byProcessor);
            case KERNEL_ITERATORS ->
                ofSystemCalls()
                        .flatMap(OpenSource::machine)
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
