package io.peregrine.pipeline;

import io.peregrine.engine.profile.SampledTime;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes the time that the stages of a pipeline need: of one event in {@link #ROUND}, from which that of all follows. For one pipeline ({@link
 * Pipeline#takeTimes}), and owned by its thread then. Waiting for a source that has nothing is no stage.
 */
public final class StageTimes {
    /** Of so many events one is timed: the clock is asked five times for it. */
    private static final int ROUND = 31;

    /** What an event passes. */
    public enum Stage {
        /** Taking it from the source. */
        READING,
        /** Keeping the tables. */
        STATE,
        /** Parsers of plugins and container metadata. */
        PARSERS,
        /** Asking the rules. */
        RULES,
        /** Making alerts of matches. */
        ALERTS
    }

    private final SampledTime[] times = Arrays.stream(Stage.values())
            .map(stage -> new SampledTime(stage == Stage.READING))
            .toArray(SampledTime[]::new);
    private boolean timing;
    private int turn;
    private long mark;
    private long alerts;
    private long events;

    /** The source with the time of its reading taken. */
    EventSource around(EventSource source) {
        return new TimedSource(source);
    }

    /** The stages with their times taken. */
    Stages around(Stages stages) {
        List<EventParser> parsers = new ArrayList<>();
        parsers.add(context -> pass(Stage.STATE));
        parsers.addAll(stages.parsers());
        parsers.add(context -> pass(Stage.PARSERS));
        EventObserver observer = stages.observer();
        return new Stages(parsers, stages.judging().map(this::around), context -> {
            judged();
            observer.event(context);
        });
    }

    private Judging around(Judging judging) {
        return new Judging(judging.rules(), judging.matching(), (rules, rule, context) -> {
            long begin = System.nanoTime();
            judging.handler().matched(rules, rule, context);
            if (timing) {
                alerts += System.nanoTime() - begin;
            }
        });
    }

    private void pass(Stage stage) {
        if (timing) {
            long now = System.nanoTime();
            times[stage.ordinal()].add(now - mark);
            mark = now;
        }
    }

    private void judged() {
        if (timing) {
            times[Stage.RULES.ordinal()].add(System.nanoTime() - mark - alerts);
            times[Stage.ALERTS.ordinal()].add(alerts);
            timing = false;
        }
    }

    /** The time of a stage over all events, in nanoseconds, from that of some. */
    public double nanos(Stage stage) {
        return times[stage.ordinal()].mean() * events;
    }

    /** How many events were taken from the source. */
    public long events() {
        return events;
    }

    /** Begins to time an event in its turn. */
    private final class TimedSource implements EventSource {
        private final EventSource source;

        TimedSource(EventSource source) {
            this.source = source;
        }

        @Override
        public Outcome next(EventView view) throws SourceException {
            if (turn != 0) {
                Outcome outcome = source.next(view);
                if (outcome == Outcome.EVENT) {
                    events++;
                    turn = turn == ROUND - 1 ? 0 : turn + 1;
                }
                return outcome;
            }
            timing = false;
            long begin = System.nanoTime();
            Outcome outcome = source.next(view);
            if (outcome == Outcome.EVENT) {
                mark = System.nanoTime();
                times[Stage.READING.ordinal()].add(mark - begin);
                alerts = 0;
                timing = true;
                events++;
                turn = 1;
            }
            return outcome;
        }

        @Override
        public void wake(Thread owner) {
            source.wake(owner);
        }

        @Override
        public boolean retire() {
            return source.retire();
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
