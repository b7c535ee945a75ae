package io.peregrine.app.live;

import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.SourceException;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.pipeline.StopRequest;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import java.util.concurrent.CompletableFuture;

/**
 * Has the pipeline judge recorded events by the loaded rules while the kernel still verifies the probe, so that the virtual machine has compiled what
 * the first events need. Runs on a thread of its own with tables of its own; nothing of it leaves: its matches make no alert and no output, its
 * failures no line, and the tables go with it. Closing ends it between two events.
 */
public final class WarmUp implements AutoCloseable {
    /** By then the virtual machine has compiled what the workload uses. */
    private static final int MOST_ROUNDS = 2_000;

    /** The start keeps two processors busy: warming up beside it on such a machine made the first alert 0.6 s later (testing/bench/start, 2.4 s without). */
    private static final int PROCESSORS_OF_A_START = 2;

    private final StopRequest stop;
    private final CompletableFuture<Void> end;

    private WarmUp(StopRequest stop, CompletableFuture<Void> end) {
        this.stop = stop;
        this.end = end;
    }

    /**
     * Begins to judge by these rules, where the kernel's events are waited for and the configuration does not forbid it. Not where plugins are
     * loaded, as a native one answers one thread at a time, not where it would take a processor from the start, and not where the cost of rules is measured.
     */
    public static WarmUp of(Configuration configuration, LoadedRules rules, LoadedPlugins plugins) {
        boolean wanted = configuration.rules().judging().warmUp()
                && configuration.engine().kind() == EngineSettings.Kind.MODERN_EBPF
                && Runtime.getRuntime().availableProcessors() > PROCESSORS_OF_A_START
                && plugins.registry().plugins().isEmpty()
                && rules.costs().isEmpty();
        StopRequest stop = new StopRequest();
        return new WarmUp(
                stop,
                wanted
                        ? CompletableFuture.runAsync(
                                () -> run(rules, stop),
                                Thread.ofPlatform().daemon().name("warm-up")::start)
                        : CompletableFuture.completedFuture(null));
    }

    private static void run(LoadedRules rules, StopRequest stop) {
        try (RepeatedEvents events = RepeatedEvents.shipped(MOST_ROUNDS)) {
            judge(rules, events, stop);
        } catch (SourceException | RuntimeException e) {
            // The engine only starts as cold as it would without.
        }
    }

    /** Judges events to their end or until a stop is asked for; returns how many were handled. */
    static long judge(LoadedRules rules, RepeatedEvents events, StopRequest stop) throws SourceException {
        EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));
        Pipeline pipeline = new Pipeline(
                SourceFeed.syscall(events, context, new StateEngine()),
                Stages.NONE.withJudging(new Judging(rules.set(), rules.matching(), (set, rule, values) -> {})),
                sentence -> {});
        pipeline.endBy(stop);
        pipeline.run();
        return pipeline.handled();
    }

    @Override
    public void close() {
        stop.stop();
        end.join();
    }
}
