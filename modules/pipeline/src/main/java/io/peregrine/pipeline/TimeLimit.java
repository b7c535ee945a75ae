package io.peregrine.pipeline;

import io.peregrine.state.EventContext;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether a time is over, counted from now by the clock or from the first event by the events' times, whichever is first. */
public final class TimeLimit implements BooleanSupplier {
    private final long nanos;
    private final EventContext context;
    private final long begin = System.nanoTime();

    /** A limit for the events of a context. */
    public TimeLimit(Duration limit, EventContext context) {
        this.nanos = limit.toNanos();
        this.context = context;
    }

    @Override
    public boolean getAsBoolean() {
        long first = context.firstTimestamp();
        return System.nanoTime() - begin >= nanos
                || (first != 0 && context.event().timestamp() - first >= nanos);
    }
}
