package io.peregrine.app.reload;

import io.peregrine.app.CommandFailure;
import io.peregrine.output.log.Log;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Reloads on a thread of its own when asked to; what fails is told and everything stays as it is. Requests in quick succession are one
 * reload: editors and mounts change files in several steps.
 */
public final class Reloader implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    /** Loads everything anew and puts it in force. */
    public interface Reload {
        /**
         * Does it.
         *
         * @return whether it is in force; not when the watch ended meanwhile
         * @throws CommandFailure with everything that is wrong
         */
        boolean run() throws CommandFailure;
    }

    /**
     * How long requests are gathered.
     *
     * @param quiet a reload begins when no request came for so long
     * @param longest or when the first is so old
     */
    public record Gathering(Duration quiet, Duration longest) {
        public static final Gathering USUAL = new Gathering(Duration.ofMillis(150), Duration.ofSeconds(2));
    }

    /** Room for conditions that nest as deep as the language allows, as on the main thread. */
    private static final long STACK_BYTES = 64L << 20;

    private final Reload reload;
    private final Consumer<String> failed;
    private final Log log;
    private final Gathering gathering;
    private final Semaphore requests = new Semaphore(0);
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** A reloader that waits for requests; {@code failed} takes the sentences of a reload that failed. */
    public Reloader(Reload reload, Consumer<String> failed, Log log, Gathering gathering) {
        this.reload = reload;
        this.failed = failed;
        this.log = log;
        this.gathering = gathering;
        thread = Thread.ofPlatform()
                .daemon()
                .name("reload")
                .stackSize(STACK_BYTES)
                .start(this::run);
    }

    /** Asks for a reload; safe for any thread and never waits. */
    public void request() {
        requests.release();
    }

    /** How many reloads succeeded. */
    public long succeeded() {
        return succeeded.get();
    }

    /** How many reloads failed. */
    public long failures() {
        return failures.get();
    }

    private void run() {
        try {
            while (!closed) {
                requests.acquire();
                gather();
                if (!closed) {
                    reload();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void gather() throws InterruptedException {
        long end = System.nanoTime() + gathering.longest().toNanos();
        while (!closed
                && System.nanoTime() < end
                && requests.tryAcquire(gathering.quiet().toNanos(), TimeUnit.NANOSECONDS)) {
            requests.drainPermits();
        }
    }

    private void reload() {
        log.info("SIGHUP received, restarting... (configuration and rules are read anew; what runs goes on meanwhile)");
        try {
            if (reload.run()) {
                succeeded.incrementAndGet();
                log.info("Configuration and rules were reloaded.");
            }
        } catch (CommandFailure e) {
            fail(e.getMessage());
        } catch (InvalidPathException e) {
            fail(CommandFailure.of(e).getMessage());
        } catch (RuntimeException e) {
            fail("a mistake in Peregrine itself (" + e + "); please report it.");
        }
    }

    private void fail(String reason) {
        failures.incrementAndGet();
        log.error("The reload failed and everything goes on as before: " + reason);
        failed.accept(reason);
    }

    /** Ends the thread once a reload that runs is over. */
    @Override
    public void close() {
        closed = true;
        requests.release();
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
