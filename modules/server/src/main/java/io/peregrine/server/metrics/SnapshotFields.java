package io.peregrine.server.metrics;

import io.peregrine.alert.FieldValue;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds the fields of one source's snapshots; keeps the figures of the one before for rates. Belongs to one thread.
 */
final class SnapshotFields {
    private final MetricsSource source;
    private final ResourceUse resources;
    private final MetricsWriter.Content content;
    private long lastTime;
    private long lastEvents;
    private long lastKernelEvents;
    private long lastKernelDrops;

    SnapshotFields(MetricsSource source, ResourceUse resources, MetricsWriter.Content content) {
        this.source = source;
        this.resources = resources;
        this.content = content;
    }

    /** Returns the fields for a source at a time in nanoseconds since the epoch. */
    SortedMap<String, FieldValue> build(EventSourceFacts open, long now) {
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        double seconds = lastTime == 0 ? 0 : (now - lastTime) / 1e9;
        lastTime = now;
        engine(fields, now);
        source(fields, open, seconds);
        if (content.groups().contains(MetricGroup.RULES)) {
            rules(fields);
        }
        Kernel kernel = new Kernel();
        for (MetricGroup group : MetricGroup.values()) {
            boolean wanted = content.groups().contains(group) && group != MetricGroup.RULES;
            if (wanted && (open.isSyscall() || !group.isOfSystemCalls())) {
                samples(group, open).forEach(sample -> sample(fields, group, sample, kernel));
            }
        }
        kernel(fields, kernel, seconds);
        return fields;
    }

    private List<MetricSample> samples(MetricGroup group, EventSourceFacts open) {
        return switch (group) {
            case RESOURCES -> resources.samples();
            case PLUGINS -> source.plugins(open);
            default -> source.samples(group);
        };
    }

    /** The kernel's totals among the samples. */
    private static final class Kernel {
        private boolean present;
        private long events;
        private long drops;
    }

    private void engine(SortedMap<String, FieldValue> fields, long now) {
        EngineFacts facts = source.facts();
        fields.put("evt.time", FieldValue.of(now));
        fields.put("evt.hostname", FieldValue.of(facts.machine().hostname()));
        fields.put("falco.version", FieldValue.of(facts.version()));
        fields.put("falco.start_ts", FieldValue.of(facts.started()));
        fields.put("falco.reload_ts", FieldValue.of(facts.reloaded()));
        fields.put("falco.duration_sec", FieldValue.of((now - facts.started()) / 1_000_000_000L));
        fields.put("falco.kernel_release", FieldValue.of(facts.machine().kernelRelease()));
        fields.put("falco.host_boot_ts", FieldValue.of(facts.machine().booted()));
        fields.put("falco.host_num_cpus", FieldValue.of(facts.machine().cpus()));
        fields.put("falco.outputs_queue_num_drops", FieldValue.of(source.outputsQueueDrops()));
        facts.rulesFiles()
                .forEach(file ->
                        fields.put("falco.sha256_rules_file." + sanitized(file.name()), FieldValue.of(file.sha256())));
        facts.configFiles()
                .forEach(file ->
                        fields.put("falco.sha256_config_file." + sanitized(file.name()), FieldValue.of(file.sha256())));
        Interfaces.addresses().forEach((name, addresses) -> fields.put(name, FieldValue.of(addresses)));
    }

    private void source(SortedMap<String, FieldValue> fields, EventSourceFacts open, double seconds) {
        fields.put("evt.source", FieldValue.of(open.name()));
        fields.put("scap.engine_name", FieldValue.of(open.engineName()));
        if (lastEvents != 0 && seconds > 0) {
            fields.put("falco.evts_rate_sec", FieldValue.of(tenths((open.events() - lastEvents) / seconds)));
        }
        fields.put("falco.num_evts", FieldValue.of(open.events()));
        fields.put("falco.num_evts_prev", FieldValue.of(lastEvents));
        lastEvents = open.events();
    }

    private void rules(SortedMap<String, FieldValue> fields) {
        long total = 0;
        for (RuleCount count : source.rules()) {
            total += count.matches();
            if (count.matches() > 0 || content.includeEmptyValues()) {
                fields.put("falco.rules." + sanitized(count.rule().name()), FieldValue.of(count.matches()));
            }
        }
        fields.put("falco.rules.matches_total", FieldValue.of(total));
    }

    private void sample(SortedMap<String, FieldValue> fields, MetricGroup group, MetricSample sample, Kernel kernel) {
        boolean total = group == MetricGroup.KERNEL
                && (sample.name().equals("n_evts") || sample.name().equals("n_drops"));
        if (total) {
            kernel.present = true;
            long value = (long) sample.value().asDouble();
            kernel.events = sample.name().equals("n_evts") ? value : kernel.events;
            kernel.drops = sample.name().equals("n_drops") ? value : kernel.drops;
        }
        String name = group.snapshotPrefix() + "." + sample.name();
        FieldValue value = value(sample);
        if (content.memoryInMegabytes() && sample.unit().isMemory()) {
            double bytes = sample.value().asDouble() * (sample.unit() == MetricUnit.KIBIBYTES ? 1024 : 1);
            name = name.replaceAll("(_kb|_bytes)$", "_mb");
            value = FieldValue.of(tenths(bytes / (1 << 20)));
        }
        boolean zero = value instanceof FieldValue.Real(double real)
                ? real == 0
                : sample.value().asDouble() == 0;
        if (!zero || total || content.includeEmptyValues()) {
            fields.put(name, value);
        }
    }

    private void kernel(SortedMap<String, FieldValue> fields, Kernel kernel, double seconds) {
        long events = kernel.events - lastKernelEvents;
        long drops = kernel.drops - lastKernelDrops;
        if (kernel.present) {
            fields.put("scap.n_evts_prev", FieldValue.of(lastKernelEvents));
            fields.put("scap.n_drops_prev", FieldValue.of(lastKernelDrops));
            fields.put("scap.evts_rate_sec", FieldValue.of(seconds > 0 ? tenths(events / seconds) : 0.0));
            fields.put("scap.evts_drop_rate_sec", FieldValue.of(seconds > 0 ? tenths(drops / seconds) : 0.0));
            lastKernelEvents = kernel.events;
            lastKernelDrops = kernel.drops;
        }
        fields.put("scap.n_drops_perc", FieldValue.of(kernel.present && events > 0 ? 100.0 * drops / events : 0.0));
    }

    private static FieldValue value(MetricSample sample) {
        return switch (sample.value()) {
            case MetricSample.Value.Whole(long number) -> FieldValue.of(number);
            case MetricSample.Value.Unsigned(long number) -> new FieldValue.Unsigned(number);
            case MetricSample.Value.Real(double number) -> FieldValue.of(number);
        };
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** Returns a name with runs of other characters than letters, digits, underscores and colons as single underscores. */
    static String sanitized(String name) {
        return name.replaceAll("[^a-zA-Z0-9_:]", "_").replaceAll("_+", "_").replaceAll("_$", "");
    }
}
