package io.peregrine.pipeline;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.ProcessScan;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A source that brings what a test adds, sleeps while there is nothing, and ends as the test says. */
final class FakeSource implements EventSource {
    /** Reads by tests are of the call's result. */
    static final int RESULT = 0;

    private static final long LONGEST_SLEEP = 1_000_000_000L;

    private final ConcurrentLinkedQueue<Step> steps = new ConcurrentLinkedQueue<>();
    private final EventWriter writer = new EventWriter();
    private volatile Thread owner;
    private volatile long sleeps;

    private sealed interface Step {
        record Close(long time, long tid, long result) implements Step {}

        record Plugin(long time, long id, byte[] payload) implements Step {}

        record End() implements Step {}

        record Failure(String sentence) implements Step {}

        record Mistake() implements Step {}

        record Idle() implements Step {}
    }

    /** Adds a call of {@code close} by a thread, with a result. */
    FakeSource close(long time, long tid, long result) {
        return add(new Step.Close(time, tid, result));
    }

    /** Adds an event of a plugin. */
    FakeSource plugin(long time, long id, byte[] payload) {
        return add(new Step.Plugin(time, id, payload));
    }

    FakeSource end() {
        return add(new Step.End());
    }

    FakeSource fail(String sentence) {
        return add(new Step.Failure(sentence));
    }

    /** The source itself throws what is no {@link SourceException}. */
    FakeSource mistake() {
        return add(new Step.Mistake());
    }

    /** It finds nothing once, without a sleep. */
    FakeSource idle() {
        return add(new Step.Idle());
    }

    private FakeSource add(Step step) {
        steps.add(step);
        LockSupport.unpark(owner);
        return this;
    }

    /** How often it found nothing. */
    long sleeps() {
        return sleeps;
    }

    /** The source with tables that ask no system. */
    SourceFeed feed(SourceName name) {
        return feed(name, ProcessScan.NONE);
    }

    SourceFeed feed(SourceName name, ProcessScan scan) {
        StateTables tables = new StateTables(StateSettings.DEFAULT, scan, io.peregrine.state.Accounts.NONE);
        return new SourceFeed(name, List.of(name), this, new EventContext(tables), new StateEngine());
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        owner = Thread.currentThread();
        Step step = steps.poll();
        if (step == null) {
            sleeps++;
            LockSupport.parkNanos(this, LONGEST_SLEEP);
            return Outcome.IDLE;
        }
        switch (step) {
            case Step.Close(long time, long tid, long result) ->
                writer.begin(EventCodes.SYSCALL_CLOSE_X, time, tid, 2)
                        .number(result, 8)
                        .number(3, 8)
                        .wrapIn(view, 0);
            case Step.Plugin(long time, long id, byte[] payload) ->
                writer.begin(EventCodes.PLUGINEVENT_E, time, -1, 2)
                        .number(id, 4)
                        .bytes(payload)
                        .wrapIn(view, 0);
            case Step.End _ -> {
                return Outcome.END;
            }
            case Step.Idle _ -> {
                return Outcome.IDLE;
            }
            case Step.Failure(String sentence) -> throw new SourceException(sentence);
            case Step.Mistake _ -> throw new IllegalStateException("a mistake");
        }
        return Outcome.EVENT;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
