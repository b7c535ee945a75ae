package io.peregrine.app.live;

import io.peregrine.pipeline.Pipeline;
import io.peregrine.state.scan.Reconciliation;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes the tables right again after the kernel lost events, and once after the start: begins a reconciliation when no more are lost, or when
 * the last one is long enough ago while losses go on, and carries it on in slices that leave most of the time to events. Owned by the
 * source's thread.
 */
public final class TableCare implements AutoCloseable {
    /** How often the counter of losses is read, and how long it must stand still. */
    private static final long CALM_NANOS = 1_000_000_000L;

    /** While losses go on: from the end of a reconciliation to the next. */
    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private static final long SLICE_NANOS = 3_000_000L;
    private static final long IDLE_SLICE_NANOS = 10_000_000L;

    /** How many times as long as a slice took events have before the next. */
    private static final long EVENTS_SHARE = 3;

    private final LongSupplier losses;
    private final LongSupplier clock;
    private final Supplier<Reconciliation> begin;
    private Optional<Reconciliation> current = Optional.empty();
    private boolean due = true;
    private long lost;
    private long nextLook;
    private long nextSlice;
    private long lastEnd;

    /**
     * Care that is due once at the start.
     *
     * @param losses how many events the kernel has lost so far
     * @param clock a clock in nanoseconds, such as {@link System#nanoTime}
     * @param begin begins a reconciliation
     */
    public TableCare(LongSupplier losses, LongSupplier clock, Supplier<Reconciliation> begin) {
        this.losses = losses;
        this.clock = clock;
        this.begin = begin;
        lost = losses.getAsLong();
        lastEnd = clock.getAsLong();
        nextLook = lastEnd + CALM_NANOS;
        nextSlice = lastEnd;
    }

    /** Has a pipeline do what is due between events and when none come; before it runs. Its source does not sleep while there is more to do. */
    public void attachTo(Pipeline pipeline) {
        pipeline.addChore(this::run);
        pipeline.addIdleChore(() -> {
            if (useIdleTime()) {
                pipeline.wake();
            }
        });
    }

    /** Does what is due; called often. */
    public void run() {
        long now = clock.getAsLong();
        if (now - nextLook >= 0) {
            nextLook = now + CALM_NANOS;
            look(now);
        }
        if (now - nextSlice >= 0) {
            slice(SLICE_NANOS);
        }
    }

    /** Uses the time when no events come; whether there is more to do. */
    public boolean useIdleTime() {
        slice(IDLE_SLICE_NANOS);
        return current.isPresent();
    }

    private void slice(long nanos) {
        if (current.isPresent()) {
            long start = clock.getAsLong();
            boolean done = current.get().run(nanos);
            lastEnd = clock.getAsLong();
            nextSlice = lastEnd + EVENTS_SHARE * (lastEnd - start);
            if (done) {
                close();
            }
        }
    }

    private void look(long now) {
        long before = lost;
        lost = losses.getAsLong();
        boolean calm = lost == before;
        due |= !calm;
        if (due && current.isEmpty() && (calm || now - lastEnd >= INTERVAL_NANOS)) {
            due = false;
            current = Optional.of(begin.get());
        }
    }

    @Override
    public void close() {
        current.ifPresent(Reconciliation::close);
        current = Optional.empty();
    }
}
