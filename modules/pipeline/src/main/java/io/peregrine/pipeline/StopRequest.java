package io.peregrine.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The request to end, which any thread may make and pipelines look at between events. */
public final class StopRequest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

    /** Asks every pipeline to end. */
    public void stop() {
        asked.countDown();
        wakes.forEach(Runnable::run);
    }

    /** Whether pipelines are to end. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits for the request, no longer than the limit. */
    public void await(Duration limit) {
        try {
            asked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs this when the request is made, on the thread that makes it. */
    public void whenAsked(Runnable wake) {
        wakes.add(wake);
    }
}
