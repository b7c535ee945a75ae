package io.peregrine.server.metrics;

import io.peregrine.output.SinkStatus;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes all figures of this moment as Prometheus reads them. Safe for any thread. */
public final class PrometheusMetrics {
    /** The content type of the text. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4";

    private static final String NAMESPACE = "falcosecurity_";
    private static final Pattern PER_CPU = Pattern.compile("(n_evts_cpu|n_drops_cpu)_([0-9]+)");
    private static final Pattern BUFFER_DROPS = Pattern.compile("n_drops_buffer_(.+)_exit");
    private static final List<String> ENTER_DROPS =
            List.of("clone_fork", "execve", "connect", "open", "dir_file", "other_interest");

    private final MetricsSource source;
    private final ResourceUse resources;
    private final Set<MetricGroup> groups;
    private final InstantSource clock;

    /** Makes the writer for some groups of figures. */
    public PrometheusMetrics(
            MetricsSource source, ResourceUse resources, Set<MetricGroup> groups, InstantSource clock) {
        this.source = source;
        this.resources = resources;
        this.groups = Set.copyOf(groups);
        this.clock = clock;
    }

    /** Returns the text. */
    public String text() {
        PrometheusText text = new PrometheusText();
        EngineFacts facts = source.facts();
        text.information(NAMESPACE + "falco_version", Map.of("version", facts.version()));
        facts.rulesFiles().forEach(file -> digest(text, "sha256_rules_files", file));
        facts.configFiles().forEach(file -> digest(text, "sha256_config_files", file));
        if (groups.contains(MetricGroup.RULES)) {
            rules(text);
        }
        List<EventSourceFacts> sources = source.sources();
        sources.forEach(open -> text.information(
                NAMESPACE + "scap_engine_name", Map.of("engine_name", open.engineName(), "evt_source", open.name())));
        long events = sources.stream().mapToLong(EventSourceFacts::events).sum();
        text.sample("falco", MetricSample.counter("n_evts", events), Map.of());
        boolean syscalls = sources.stream().anyMatch(EventSourceFacts::isSyscall);
        for (MetricGroup group : MetricGroup.values()) {
            if (groups.contains(group) && isSampled(group) && (syscalls || !group.isOfSystemCalls())) {
                group(text, group);
            }
        }
        engine(text, facts);
        outputs(text);
        source.own().forEach(text::own);
        JavaMetrics.write(text);
        return groups.contains(MetricGroup.PLUGINS) ? text + plugins(sources) : text.toString();
    }

    private static boolean isSampled(MetricGroup group) {
        return group != MetricGroup.RULES && group != MetricGroup.PLUGINS;
    }

    /** The figures of plugins, a block for each source: one that serves several is there several times, as in Falco. */
    private String plugins(List<EventSourceFacts> sources) {
        StringBuilder blocks = new StringBuilder();
        for (EventSourceFacts open : sources) {
            PrometheusText block = new PrometheusText();
            source.plugins(open).forEach(block::ofPlugin);
            blocks.append(block);
        }
        return blocks.toString();
    }

    private static void digest(PrometheusText text, String name, EngineFacts.FileDigest file) {
        text.information(NAMESPACE + "falco_" + name, Map.of("file_name", file.name(), "sha256", file.sha256()));
    }

    private void rules(PrometheusText text) {
        for (RuleCount count : source.rules()) {
            if (count.matches() > 0) {
                Map<String, String> labels = new HashMap<>();
                labels.put("rule_name", count.rule().name());
                labels.put("priority", Integer.toString(count.rule().priority().severity()));
                labels.put("source", count.rule().source());
                count.rule().tags().forEach(tag -> labels.put("tag_" + tag, "true"));
                text.sample("falco", MetricSample.counter("rules_matches", count.matches()), labels);
            }
        }
    }

    private void group(PrometheusText text, MetricGroup group) {
        List<MetricSample> samples = group == MetricGroup.RESOURCES ? resources.samples() : source.samples(group);
        for (MetricSample sample : samples) {
            Matcher perCpu = PER_CPU.matcher(sample.name());
            Matcher drops = BUFFER_DROPS.matcher(sample.name());
            if (perCpu.matches()) {
                text.sample(
                        group.prometheusSubsystem(), renamed(sample, perCpu.group(1)), Map.of("cpu", perCpu.group(2)));
            } else if (drops.matches()) {
                text.sample(
                        group.prometheusSubsystem(),
                        renamed(sample, "n_drops_buffer"),
                        Map.of("drop", drops.group(1), "dir", "exit"));
            } else if (!sample.name().startsWith("n_drops_buffer")) {
                text.sample(group.prometheusSubsystem(), sample, Map.of());
            }
        }
        if (group == MetricGroup.KERNEL) {
            ENTER_DROPS.forEach(kind -> text.sample(
                    "scap", MetricSample.counter("n_drops_buffer", 0), Map.of("drop", kind, "dir", "enter")));
        }
    }

    private static MetricSample renamed(MetricSample sample, String name) {
        return new MetricSample(name, sample.unit(), sample.counter(), sample.value());
    }

    private void engine(PrometheusText text, EngineFacts facts) {
        MachineFacts machine = facts.machine();
        text.information(NAMESPACE + "falco_kernel_release", Map.of("kernel_release", machine.kernelRelease()));
        text.information(NAMESPACE + "evt_hostname", Map.of("hostname", machine.hostname()));
        text.sample("falco", MetricSample.counter("outputs_queue_num_drops", source.outputsQueueDrops()), Map.of());
        timestamp(text, "reload_ts", facts.reloaded());
        timestamp(text, "start_ts", facts.started());
        long seconds = (clock.millis() * 1_000_000L - facts.started()) / 1_000_000_000L;
        text.sample(
                "falco",
                new MetricSample("duration_sec", MetricUnit.SECONDS_TOTAL, true, new MetricSample.Value.Whole(seconds)),
                Map.of());
        timestamp(text, "host_boot_ts", machine.booted());
        text.sample("falco", MetricSample.gauge("host_num_cpus", machine.cpus()), Map.of());
    }

    private static void timestamp(PrometheusText text, String name, long nanoseconds) {
        text.sample("falco", MetricSample.gauge(name, MetricUnit.TIMESTAMP_NANOSECONDS, nanoseconds), Map.of());
    }

    private void outputs(PrometheusText text) {
        for (SinkStatus sink : source.outputs()) {
            Map<String, String> labels = Map.of("output", sink.name());
            text.add(
                    new PrometheusText.Name(
                            "peregrine_output_delivered_total", "counter", "Alerts that an output took."),
                    labels,
                    Long.toString(sink.delivered()));
            text.add(
                    new PrometheusText.Name(
                            "peregrine_output_failures_total", "counter", "Attempts of an output that failed."),
                    labels,
                    Long.toString(sink.failures()));
            text.add(
                    new PrometheusText.Name(
                            "peregrine_output_lost_total", "counter", "Alerts that an output lost or refused."),
                    labels,
                    Long.toString(sink.lost()));
            text.add(
                    new PrometheusText.Name("peregrine_output_waiting", "gauge", "Alerts that wait for an output."),
                    labels,
                    Long.toString(sink.waiting()));
            text.add(
                    new PrometheusText.Name("peregrine_output_working", "gauge", "Whether the last attempt succeeded."),
                    labels,
                    sink.working() ? "1" : "0");
        }
    }
}
