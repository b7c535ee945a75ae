package io.peregrine.event;

/** Waiting for a thread that was told to end and whose memory or results are needed then. */
public final class EndedThread {
    private EndedThread() {}

    /** Returns when the thread has ended, and not before: an interruption of the caller is kept for it. */
    public static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
