package io.peregrine.app.observe;

import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.plugin.MetricsReporting;
import io.peregrine.plugin.PluginMetric;
import io.peregrine.plugin.host.PluginInstance;
import io.peregrine.server.metrics.MetricSample;
import io.peregrine.server.metrics.MetricUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The figures that plugins report, {@code PLUGIN.METRIC} each. They are asked on the thread that wants them, as in Falco; a plugin that fails then has none,
 * which is told once.
 */
public final class PluginFigures {
    /** Without plugins. */
    static final PluginFigures NONE = new PluginFigures(LoadedPlugins.NONE, complaint -> {});

    private final LoadedPlugins plugins;
    private final Consumer<String> complaints;
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** The figures of these plugins. */
    public PluginFigures(LoadedPlugins plugins, Consumer<String> complaints) {
        this.plugins = plugins;
        this.complaints = complaints;
    }

    /** Those of the instances that serve a source, in the order of loading. */
    List<MetricSample> of(String source) {
        List<MetricSample> samples = new ArrayList<>();
        plugins.sources().stream()
                .filter(known -> known.name().equals(source))
                .flatMap(known -> plugins.group(known).stream())
                .flatMap(group -> group.instances().stream())
                .forEach(instance -> samples.addAll(of(instance)));
        return samples;
    }

    private List<MetricSample> of(PluginInstance instance) {
        Optional<MetricsReporting> reporting = instance.plugin().as(MetricsReporting.class);
        String name = instance.registered().name();
        try {
            return reporting.map(MetricsReporting::metrics).orElse(List.of()).stream()
                    .map(metric -> sample(name, metric))
                    .toList();
        } catch (RuntimeException e) {
            if (failed.add(name)) {
                complaints.accept("The plugin '" + name + "' failed to report its metrics, which are left out: " + e);
            }
            return List.of();
        }
    }

    private static MetricSample sample(String plugin, PluginMetric metric) {
        MetricSample.Value value = switch (metric.value()) {
            case PluginMetric.Value.Signed(long number) -> new MetricSample.Value.Whole(number);
            case PluginMetric.Value.Unsigned(long number) -> new MetricSample.Value.Unsigned(number);
            case PluginMetric.Value.Fraction(double number) -> new MetricSample.Value.Real(number);
        };
        return new MetricSample(plugin + "." + metric.name(), MetricUnit.COUNT, metric.grows(), value);
    }
}
