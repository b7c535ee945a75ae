package io.peregrine.output;

import io.peregrine.alert.Alert;
import java.util.function.Consumer;

/** A station between queue and sinks that passes alerts on, holds them back or adds some. Called by one thread. */
public interface AlertStage {

    /** Takes an alert and passes on what is to go further. */
    void accept(Alert alert, Consumer<Alert> next);

    /**
     * Lets the stage pass on what has become due; called about once a second and before the end.
     *
     * @param now nanoseconds since the epoch
     * @param ending whether this is the last call
     */
    default void tick(long now, boolean ending, Consumer<Alert> next) {}
}
