package io.peregrine.event;

import java.util.concurrent.locks.LockSupport;

/**
 * A stream of events in time order: a capture, the kernel's rings, a plugin.
 *
 * <p>One thread owns a source: it calls {@link #next} and {@link #close}, and everything that the source lends belongs to that thread
 * until the next call.
 */
public interface EventSource extends AutoCloseable {
    /** What a call of {@link #next} brought. */
    enum Outcome {
        /** The view holds an event. */
        EVENT,
        /** Nothing came within the source's waiting time; time-based work may run, then call again. */
        IDLE,
        /** The source has ended and will bring nothing more. */
        END
    }

    /**
     * Wraps the next event in the view.
     *
     * @param view receives the event; valid until the next call
     * @return what came
     * @throws SourceException when the source is damaged or lost; events lent before stay judged
     */
    Outcome next(EventView view) throws SourceException;

    /**
     * Makes a call of {@link #next} that waits come back with what there is. Called by any thread. A source that waits by {@code
     * LockSupport.park} needs nothing more than this; one that waits otherwise does here what ends its wait.
     *
     * @param owner the thread that calls {@link #next}
     */
    default void wake(Thread owner) {
        LockSupport.unpark(owner);
    }

    /**
     * The owner is about to close it: it brings nothing new from now on. Called by the owner, once.
     *
     * @return whether it holds no event that it has brought in and not lent; otherwise {@link #next} lends those, and {@link Outcome#END} comes behind
     *     them
     */
    default boolean retire() {
        return true;
    }

    @Override
    void close();
}
