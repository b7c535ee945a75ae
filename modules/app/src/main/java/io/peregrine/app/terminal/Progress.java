package io.peregrine.app.terminal;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that says how far a long work has come: written over itself twice a second, gone when the work is done, and absent
 * where nobody looks. Work of less than a second shows none. Belongs to one thread.
 */
public final class Progress implements AutoCloseable {
    private static final long FIRST = 1_000_000_000L;
    private static final long INTERVAL = 500_000_000L;

    private final Optional<PrintStream> terminal;
    private final LongSupplier clock;
    private final long begin;
    private long next;
    private boolean shown;

    /**
     * Begins to count the time.
     *
     * @param terminal where the line is shown, empty for nowhere
     * @param clock nanoseconds that only grow
     */
    public Progress(Optional<PrintStream> terminal, LongSupplier clock) {
        this.terminal = terminal;
        this.clock = clock;
        begin = clock.getAsLong();
        next = begin + FIRST;
    }

    /** No line. */
    public static Progress none() {
        return new Progress(Optional.empty(), () -> 0);
    }

    /** Whether there is a terminal for the line. */
    boolean isShown() {
        return terminal.isPresent();
    }

    /**
     * Shows how far the work is, if it is time for that.
     *
     * @param doing what is done, {@code Reading trace.scap}
     * @param events how many events have been read or written
     * @param share how much of it is done, from 0 to 1, or negative when that is not known
     */
    public void at(String doing, long events, double share) {
        if (terminal.isEmpty()) {
            return;
        }
        long now = clock.getAsLong();
        if (now - next >= 0) {
            next = now + INTERVAL;
            shown = true;
            String part = share < 0 ? "" : " %.0f %%,".formatted(100 * Math.min(share, 1));
            String line =
                    String.format(Locale.ROOT, "%s:%s %,d events, %d s", doing, part, events, (now - begin) / FIRST);
            terminal.get().print("\r\033[K" + line);
            terminal.get().flush();
        }
    }

    @Override
    public void close() {
        erase();
    }

    /** Takes the line away. */
    public void erase() {
        if (shown) {
            terminal.orElseThrow().print("\r\033[K");
            terminal.orElseThrow().flush();
            shown = false;
        }
    }
}
