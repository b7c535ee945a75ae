package io.peregrine.app.watch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The request to end, which any thread may make and loops look at between events. */
final class Control {
    private final CountDownLatch asked = new CountDownLatch(1);

    /** Asks every loop to end. */
    void stop() {
        asked.countDown();
    }

    /** Whether loops are to end. */
    boolean isStopping() {
        return asked.getCount() == 0;
    }

    /** Waits for the request, no longer than the limit. */
    void await(Duration limit) {
        try {
            asked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
