package io.peregrine.app.watch;

/** The request to end, which any thread may make and loops look at between events. */
final class Control {
    private volatile boolean stopping;

    /** Asks every loop to end. */
    void stop() {
        stopping = true;
    }

    /** Whether loops are to end. */
    boolean isStopping() {
        return stopping;
    }
}
