package io.peregrine.app.observe;

import io.peregrine.container.ContainerCounters;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.server.metrics.MetricSample;
import io.peregrine.server.metrics.MetricUnit;
import io.peregrine.server.metrics.OwnFigure;
import java.util.List;

/**
 * The figures of the plugin {@code container}: those that Falco's has, and ours.
 *
 * @param counters what was counted
 */
record ContainerFigures(ContainerCounters counters) {
    private static final String PREFIX = ContainerPlugin.NAME + ".";

    /** Those of Falco's plugin; both count as growing there, although the first falls. */
    List<MetricSample> plugin() {
        return List.of(
                plugin("n_containers", counters.known()),
                plugin("n_missing_container_images", counters.missingImages()));
    }

    private static MetricSample plugin(String name, long value) {
        return new MetricSample(PREFIX + name, MetricUnit.COUNT, true, new MetricSample.Value.Unsigned(value));
    }

    /** Ours. */
    List<OwnFigure> own() {
        return List.of(
                new OwnFigure(
                        MetricSample.gauge("containers_known", counters.known()),
                        "Containers of which something is known."),
                OwnFigure.counter(
                        "containers_asked", counters.asked(), "Containers that container runtimes were asked for."),
                OwnFigure.counter(
                        "containers_found",
                        counters.found(),
                        "Descriptions of containers that container runtimes gave, asked or not."),
                OwnFigure.counter(
                        "containers_unknown",
                        counters.unknown(),
                        "Containers that no container runtime knew for half a minute."),
                OwnFigure.counter(
                        "container_requests_failed",
                        counters.failed(),
                        "Requests to container runtimes, lists and streams that ended with an error."),
                OwnFigure.counter(
                        "containers_refused",
                        counters.refused(),
                        "Containers and container events for which there was no room."),
                OwnFigure.counter(
                        "containers_cut",
                        counters.cut(),
                        "Descriptions of containers that were kept without labels and mounts, because they took too much room."),
                OwnFigure.counter(
                        "container_events_unreadable",
                        counters.unreadable(),
                        "Container events that could not be read."));
    }
}
