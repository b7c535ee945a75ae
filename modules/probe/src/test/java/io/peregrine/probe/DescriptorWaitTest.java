package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.ffi.DescriptorWait;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a sleep. A test that sleeps on would do so for an hour. */
@Timeout(60)
class DescriptorWaitTest {
    private static final int LONG = 3_600_000;

    @Test
    void isWokenByAnotherThread() throws Exception {
        try (DescriptorWait wait = DescriptorWait.of()) {
            for (int i = 0; i < 200; i++) {
                Thread waker = Thread.ofPlatform().start(wait::wake);
                wait.sleep(LONG);
                waker.join();
            }
        }
    }

    @Test
    void doesNotSleepWhenItWasWokenBefore() throws Exception {
        try (DescriptorWait wait = DescriptorWait.of()) {
            wait.wake();
            wait.sleep(LONG);
        }
    }

    @Test
    void sleepsAgainBehindEachWaking() throws Exception {
        try (DescriptorWait wait = DescriptorWait.of()) {
            for (int i = 0; i < 20; i++) {
                Thread waker = Thread.ofPlatform().start(wait::wake);
                wait.sleep(LONG);
                waker.join();
            }
            wait.sleep(1); // what the last waker may have left
            long begin = System.nanoTime();
            wait.sleep(20);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void takesWakingWhenItIsClosed() throws Exception {
        DescriptorWait wait = DescriptorWait.of();
        wait.close();
        wait.wake();
        wait.close();
    }
}
