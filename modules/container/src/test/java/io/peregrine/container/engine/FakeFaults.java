package io.peregrine.container.engine;

import io.peregrine.container.engine.FakeRuntime.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The fault of a fake runtime, whatever it speaks: which, and whether anybody has met it. */
final class FakeFaults {
    private volatile Optional<Fault> fault = Optional.empty();
    private volatile CountDownLatch met = new CountDownLatch(1);

    void begin(Fault next) {
        met = new CountDownLatch(1);
        fault = Optional.of(next);
    }

    void end() {
        fault = Optional.empty();
    }

    void await() throws InterruptedException {
        met.await();
    }

    /** The fault of the answer that is due. */
    Optional<Fault> now() {
        Optional<Fault> now = fault;
        if (now.isPresent()) {
            met.countDown();
        }
        return now;
    }

    static void hang() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static void foreign(OutputStream out) throws IOException {
        out.write("SSH-2.0-OpenSSH_9.2 Debian\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** More than anybody reads: until the other side has had enough. */
    static void endless(OutputStream out, byte[] block) throws IOException {
        for (int i = 0; i < 1_000_000; i++) {
            out.write(block);
        }
    }
}
