package io.peregrine.app;

import io.peregrine.ffi.SystemCalls;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What nearly every run needs and no argument decides, made by a thread of its own while the command line is read: cold, each part takes 5 to 20 ms.
 * Who asks for a part before it is there waits for it.
 */
final class Ahead {
    private final CompletableFuture<ZoneId> zone = new CompletableFuture<>();
    private final CompletableFuture<Boolean> outIsTerminal = new CompletableFuture<>();
    private final CompletableFuture<Boolean> errIsTerminal = new CompletableFuture<>();

    private Ahead() {}

    /** Begins. */
    static Ahead begin() {
        Ahead ahead = new Ahead();
        Thread.ofPlatform().daemon().name("ahead").start(ahead::run);
        return ahead;
    }

    /** The time zone of this machine. */
    ZoneId zone() {
        return zone.join();
    }

    /** Whether standard output is a terminal. */
    boolean outIsTerminal() {
        return outIsTerminal.join();
    }

    /** Whether standard error is a terminal. */
    boolean errIsTerminal() {
        return errIsTerminal.join();
    }

    private void run() {
        complete(zone, ZoneId::systemDefault);
        complete(outIsTerminal, () -> SystemCalls.isTerminal(1));
        complete(errIsTerminal, () -> SystemCalls.isTerminal(2));
    }

    private static <T> void complete(CompletableFuture<T> part, Supplier<T> work) {
        try {
            part.complete(work.get());
        } catch (RuntimeException | Error e) {
            part.completeExceptionally(e);
        }
    }
}
