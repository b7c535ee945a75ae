package io.peregrine.app.watch;

import io.peregrine.app.observe.Figures;
import io.peregrine.app.observe.SourceFigures;
import io.peregrine.app.plugins.SlowCalls;
import io.peregrine.nativeplugin.CallWatch.SlowCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Gives a stop an end: a thread that is in a call into a plugin cannot be taken out of it, so that some time after the engine was asked to stop a call that
 * does not return is named, and the process ended without it. Safe for any thread.
 */
final class StopDeadline {
    /** How long a stop may take before anybody looks. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a call has been running that is not waited for. */
    private static final Duration STUCK = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Figures figures;
    private final SlowCalls calls;
    private final Consumer<String> end;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * A deadline that has not begun.
     *
     * @param figures know the threads of the sources
     * @param calls the calls into native plugins
     * @param end ends the process, for a reason that the user reads
     */
    StopDeadline(Figures figures, SlowCalls calls, Consumer<String> end) {
        this.figures = figures;
        this.calls = calls;
        this.end = end;
    }

    /** A stop was asked for, or will be after this time; only the first call counts. */
    void begin(Duration after) {
        if (!begun.getAndSet(true)) {
            Thread.ofPlatform().daemon().name("stop-deadline").start(() -> run(after.plus(PATIENCE)));
        }
    }

    /** The end of the process ends this thread. */
    private void run(Duration wait) {
        pass(wait);
        List<SlowCall> stuck = stuck();
        while (stuck.isEmpty()) {
            pass(BETWEEN_LOOKS);
            stuck = stuck();
        }
        end.accept(stuck.getFirst().sentence() + " Peregrine ends without waiting for it any longer.");
    }

    private List<SlowCall> stuck() {
        List<SlowCall> stuck = new ArrayList<>(calls.slowerThan(STUCK));
        for (SourceFigures source : figures.open()) {
            source.callOfJavaPlugin()
                    .filter(call -> call.lasting().compareTo(STUCK) >= 0)
                    .ifPresent(stuck::add);
        }
        return stuck;
    }

    private static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
