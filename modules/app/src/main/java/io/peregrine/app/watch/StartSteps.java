package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/** The steps of a start, one after another: each has a name, and how long each took is told at the end. Used by one thread. */
final class StartSteps {
    private static final long MILLISECOND = 1_000_000;

    private final List<String> taken = new ArrayList<>();

    /** A step that brings something. */
    @FunctionalInterface
    interface Step<T> {
        /**
         * Takes it.
         *
         * @throws CommandFailure when the start cannot go on
         */
        T take() throws CommandFailure;
    }

    /** A step that brings nothing. */
    @FunctionalInterface
    interface Deed {
        /**
         * Does it.
         *
         * @throws CommandFailure when the start cannot go on
         */
        void run() throws CommandFailure;
    }

    /** Takes a step. */
    <T> T take(String name, Step<T> step) throws CommandFailure {
        long begin = System.nanoTime();
        T result = step.take();
        taken.add(name + " " + (System.nanoTime() - begin) / MILLISECOND + " ms");
        return result;
    }

    /** Takes a step that brings nothing. */
    void run(String name, Deed deed) throws CommandFailure {
        take(name, () -> {
            deed.run();
            return name;
        });
    }

    /** The steps that were taken, with their times. */
    @Override
    public String toString() {
        return String.join(", ", taken);
    }
}
