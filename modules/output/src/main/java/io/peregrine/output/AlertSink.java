package io.peregrine.output;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A receiver of alerts. A sink belongs to one lane: all its methods are called by that lane's thread, and may block.
 */
public interface AlertSink {

    /** Returns the sink's name as operators know it: stdout, file, syslog, program, http. */
    String name();

    /** Returns how many alerts one call of {@link #write} takes. */
    default Batching batching() {
        return Batching.SINGLE;
    }

    /**
     * Takes what the sink cannot work without. Called before everything else, by the lane's thread or by the one that makes the outputs; again
     * when it failed.
     *
     * @throws IOException if it cannot be had now; the message is a clause
     */
    default void open() throws IOException {}

    /**
     * Delivers alerts, at most as many as {@link #batching()} says, in order.
     *
     * @throws SinkEndedException if the sink can never work again
     * @throws RefusedException if the receiver will not have these alerts, now or later
     * @throws IOException if they were not delivered; the lane calls again with the same alerts
     */
    void write(List<OutputMessage> messages) throws IOException;

    /** Whether the receiver may take its time, as a person with a pager does, so that the end of a replay waits for it. */
    default boolean mayPause() {
        return false;
    }

    /** Returns how the sink is doing when it knows better than its lane; may be called by any thread. */
    default Optional<SinkStatus> ownStatus() {
        return Optional.empty();
    }

    /** Passes on what is held in buffers. */
    default void flush() throws IOException {}

    /** Returns how many alerts that {@link #write} took stand in buffers, from which they may still be lost. */
    default int held() {
        return 0;
    }

    /** Closes and opens anew what was opened, as after a log rotation from outside. */
    default void reopen() throws IOException {}

    /** Gives up what the sink holds; called once, last. */
    default void close() throws IOException {}

    /**
     * How many alerts go together.
     *
     * @param maxAlerts at most so many
     * @param maxDelay how long the first may wait for others
     */
    record Batching(int maxAlerts, Duration maxDelay) {
        /** One by one. */
        public static final Batching SINGLE = new Batching(1, Duration.ZERO);
    }

    /** The sink can never work again; standard output whose reader has gone, for example. The message is a sentence. */
    final class SinkEndedException extends IOException {
        private static final long serialVersionUID = 1L;

        public SinkEndedException(String message) {
            super(message);
        }
    }

    /** The receiver does not take these alerts and never will; they are counted and passed over. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        public RefusedException(String message) {
            super(message);
        }
    }
}
