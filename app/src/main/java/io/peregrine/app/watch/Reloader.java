package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import io.peregrine.output.log.Log;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Loads configuration and rules anew on a thread of its own when asked to, and hands them over when they are right; else everything stays as
 * it is. Several requests in quick succession are one reload.
 */
final class Reloader implements AutoCloseable {
    /** Requests that come within this time of one another are one: editors and mounts change files in several steps. */
    private static final long SETTLING_MILLIS = 150;

    /** Loads everything anew. */
    interface Loading {
        /**
         * Loads the configuration and the rules that it names.
         *
         * @throws CommandFailure with everything that is wrong
         */
        LoadedRules load() throws CommandFailure;
    }

    /**
     * Who is told.
     *
     * @param loaded takes rules that are right
     * @param failed takes the sentences when they are not
     */
    record Receivers(Consumer<LoadedRules> loaded, Consumer<String> failed) {}

    private final Loading loading;
    private final Receivers receivers;
    private final Log log;
    private final Semaphore requests = new Semaphore(0);
    private final Thread thread;

    Reloader(Loading loading, Receivers receivers, Log log) {
        this.loading = loading;
        this.receivers = receivers;
        this.log = log;
        thread = Thread.ofPlatform().daemon().name("reload").start(this::run);
    }

    /** Asks for a reload; safe for any thread and never waits. */
    void request() {
        requests.release();
    }

    private void run() {
        try {
            while (true) {
                requests.acquire();
                while (requests.tryAcquire(SETTLING_MILLIS, TimeUnit.MILLISECONDS)) {
                    requests.drainPermits();
                }
                reload();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void reload() {
        try {
            receivers.loaded().accept(loading.load());
            log.info("Configuration and rules were reloaded.");
        } catch (CommandFailure e) {
            log.error("The reload failed and everything goes on as before: " + e.getMessage());
            receivers.failed().accept(e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
