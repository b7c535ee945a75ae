package io.peregrine.app.observe;

import io.peregrine.app.live.OpenSource;
import io.peregrine.app.plugins.SlowCalls;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.event.SourceName;
import io.peregrine.nativeplugin.CallWatch.SlowCall;
import io.peregrine.pipeline.StageTimes;
import io.peregrine.server.metrics.EventSourceFacts;
import io.peregrine.server.metrics.MetricSample;
import io.peregrine.server.metrics.MetricUnit;
import io.peregrine.server.metrics.OwnFigure;
import io.peregrine.state.StateTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of one open source: its thread copies them about once a second ({@link #sample}), any thread reads the copies. */
public final class SourceFigures {
    private static final long INTERVAL = 1_000_000_000L;
    private static final long LONGEST_INTERVAL = 5 * INTERVAL;

    /** A copy visits every thread in the tables: no more than this fraction of the time goes into copies. */
    private static final long LEAST_TIMES_COST = 200;

    private final OpenSource source;
    private final RuleCostFigures costs;
    private volatile Optional<StageFigures> stages = Optional.empty();
    private volatile List<MetricSample> state = List.of();
    private volatile long events;
    private volatile long lastRound = System.nanoTime();
    private volatile boolean ended;
    private volatile Optional<Thread> thread = Optional.empty();
    private long nextCopy = lastRound;

    public SourceFigures(OpenSource source) {
        this.source = source;
        this.costs = new RuleCostFigures(source.feed().name().name());
    }

    /** The rules that are in force now are measured by this, where they are. For any thread. */
    public void judgedBy(Optional<RuleProfile> profile) {
        costs.judgedBy(profile);
    }

    /** The times of the source's pipeline are taken by this; before it runs. */
    public void timedBy(StageTimes times) {
        stages = Optional.of(new StageFigures(source.feed().name().name(), times));
    }

    /** The source. */
    public OpenSource source() {
        return source;
    }

    /** Copies what belongs to the source's thread, which calls this, if it is time. */
    public void sample() {
        long now = System.nanoTime();
        lastRound = now;
        if (thread.isEmpty()) {
            thread = Optional.of(Thread.currentThread());
        }
        events = source.context().event().number();
        if (now - nextCopy >= 0) {
            state = state(source.context().tables());
            costs.copy();
            stages.ifPresent(StageFigures::copy);
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

    /** The source has ended while others go on: its thread comes round no more. */
    public void end() {
        ended = true;
    }

    /** How long ago the source's thread came by; no time at all once it has ended. */
    public Duration sinceRound() {
        return ended ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastRound);
    }

    /** The call into a Java plugin that the source's thread is in. */
    public Optional<SlowCall> callOfJavaPlugin() {
        return thread.flatMap(owner -> SlowCalls.ofJava(owner, sinceRound()));
    }

    /** How many events the source brought, as of its thread's last round. */
    public long events() {
        return events;
    }

    /** What its rules and the stages of its pipeline cost, where that is measured. */
    public List<OwnFigure> costs() {
        List<OwnFigure> all = new ArrayList<>(costs.figures());
        stages.ifPresent(measured -> all.addAll(measured.figures()));
        return all;
    }

    /** The figures of its tables. */
    public List<MetricSample> state() {
        return state;
    }

    public boolean isOfSystemCalls() {
        return source.feed().name().equals(SourceName.SYSCALL);
    }

    public EventSourceFacts facts() {
        return new EventSourceFacts(source.name(), source.engine().label(), events);
    }
}
