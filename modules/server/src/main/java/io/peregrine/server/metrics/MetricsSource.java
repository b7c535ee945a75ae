package io.peregrine.server.metrics;

import io.peregrine.output.SinkStatus;
import java.util.List;

/** Where figures come from. Called by the threads of the web server and of the snapshots, so everything must be safe for them. */
public interface MetricsSource {

    /** Returns what is known about the engine. */
    EngineFacts facts();

    /** Returns the open event sources, system calls first. */
    List<EventSourceFacts> sources();

    /** Returns how often each loaded rule matched, in loading order. */
    List<RuleCount> rules();

    /** Returns how many alerts the outputs dropped because a queue was full. */
    long outputsQueueDrops();

    /** Returns how each output is doing. */
    List<SinkStatus> outputs();

    /** Returns Peregrine's own figures, which Falco has not. */
    List<OwnFigure> own();

    /**
     * Returns the figures of a group other than rules, resources and plugins, for the system call source. Figures per CPU end with the CPU's number, {@code n_evts_cpu_3}; drops by kind are
     * called {@code n_drops_buffer_KIND_exit}.
     */
    List<MetricSample> samples(MetricGroup group);

    /** Returns the figures of the plugins that serve an open source, named {@code PLUGIN.METRIC}. */
    List<MetricSample> plugins(EventSourceFacts open);
}
