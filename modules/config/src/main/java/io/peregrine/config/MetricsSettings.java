package io.peregrine.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured and written.
 *
 * @param enabled whether anything is
 * @param interval how often a snapshot is taken
 * @param outputRule write the snapshot as an alert
 * @param outputFile append the snapshot to this file
 * @param rotation when that file is renamed and begun anew
 * @param groups what is included
 * @param memoryInMegabytes give memory figures in megabytes
 * @param includeEmptyValues include figures that are zero
 * @param ruleCosts take and include what each rule costs
 */
public record MetricsSettings(
        boolean enabled,
        Duration interval,
        boolean outputRule,
        Optional<String> outputFile,
        OutputSettings.Rotation rotation,
        Set<Group> groups,
        boolean memoryInMegabytes,
        boolean includeEmptyValues,
        boolean ruleCosts) {
    public MetricsSettings {
        groups = Set.copyOf(groups);
    }

    /** The groups of figures, with the setting that includes each. */
    public enum Group {
        RULES("rules_counters_enabled"),
        RESOURCES("resource_utilization_enabled"),
        STATE("state_counters_enabled"),
        KERNEL("kernel_event_counters_enabled"),
        KERNEL_PER_CPU("kernel_event_counters_per_cpu_enabled"),
        LIBBPF("libbpf_stats_enabled"),
        PLUGINS("plugins_metrics_enabled"),
        KERNEL_ITERATORS("kernel_iter_event_counters_enabled"),
        ALLOCATOR("jemalloc_stats_enabled");

        private final String setting;

        Group(String setting) {
            this.setting = setting;
        }

        /** Returns the key of the setting that includes the group. */
        public String key() {
            return "metrics." + setting;
        }
    }
}
