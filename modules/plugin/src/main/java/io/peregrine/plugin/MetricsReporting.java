package io.peregrine.plugin;

import java.util.List;

/** The capability to report figures, which appear with the engine's own. */
public non-sealed interface MetricsReporting extends PluginCapability {
    /** The figures as of now. For any thread, also while the source's thread is in another call. */
    List<PluginMetric> metrics();
}
