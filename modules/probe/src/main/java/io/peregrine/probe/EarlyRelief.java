package io.peregrine.probe;

import io.peregrine.event.EndedThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves what rings have no more room for to overflow memory as long as nobody reads them: events begin before the tables are filled, which is up to a second in
 * which a ring can fill many times. A thread of its own does it, which owns the rings until {@link #end}.
 */
final class EarlyRelief {
    /** A quarter of a ring of the default size fills in 7 milliseconds at the busiest. */
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(4);

    private final Thread thread;
    private volatile boolean over;

    private EarlyRelief(Runnable relieve) {
        thread = Thread.ofPlatform().daemon().name("early-relief").unstarted(() -> {
            while (!over) {
                relieve.run();
                LockSupport.parkNanos(LOOK_EVERY);
            }
        });
    }

    /** Begins. */
    static EarlyRelief start(Runnable relieve) {
        EarlyRelief relief = new EarlyRelief(relieve);
        relief.thread.start();
        return relief;
    }

    /** Ends it, so that the caller owns the rings from now on; nothing happens when it has ended before. */
    void end() {
        over = true;
        LockSupport.unpark(thread);
        EndedThread.await(thread);
    }
}
