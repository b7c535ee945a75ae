package io.peregrine.app.live;

import io.peregrine.config.DropSettings;
import java.util.function.Supplier;

/**
 * Looks at the kernel's counters once a second of event time and reports when too large a share of events was lost. Owned by the source's
 * thread, but for {@link #detected} and {@link #reported}, which are read when it has ended.
 */
public final class DropMonitor {
    private static final long WINDOW = 1_000_000_000L;

    /** Carries out what the settings ask for. */
    public interface Reports {
        /** Too many events were lost in the window that ends at this event time. */
        void dropped(long time, KernelCounts lost);

        /** The loss of an event is made up, as the settings ask for. */
        void simulated();

        /** Events were lost but the limit on reports is reached. */
        void suppressed();
    }

    private final Supplier<KernelCounts> counters;
    private final Reports reports;
    private TokenBucket bucket;
    private double threshold;
    private boolean simulate;
    private KernelCounts last;
    private long nextLook;
    private long detected;
    private long reported;

    /** A monitor of these counters; what was counted before does not count. */
    public DropMonitor(DropSettings settings, Supplier<KernelCounts> counters, Reports reports) {
        this.counters = counters;
        this.reports = reports;
        last = counters.get();
        follow(settings);
    }

    /** Goes by other settings from the next look on; what was counted stays. */
    public void follow(DropSettings settings) {
        bucket = new TokenBucket(settings.rate(), settings.maxBurst());
        simulate = settings.simulate();
        threshold = simulate ? 0 : settings.threshold();
    }

    /** Looks at the counters if an event's time says that a second has passed. */
    public void eventAt(long time) {
        if (nextLook == 0) {
            nextLook = time + WINDOW;
        }
        if (nextLook < time) {
            nextLook = time + WINDOW;
            look(time);
        }
    }

    private void look(long time) {
        KernelCounts now = counters.get();
        KernelCounts lost = simulate ? now.since(last).withOneDrop() : now.since(last);
        last = now;
        if (simulate) {
            reports.simulated();
        }
        if (lost.drops() <= 0 || (double) lost.drops() / lost.events() <= threshold) {
            return;
        }
        detected++;
        if (bucket.take(time)) {
            reported++;
            reports.dropped(time, lost);
        } else {
            reports.suppressed();
        }
    }

    /** How often too many events were lost. */
    public long detected() {
        return detected;
    }

    /** How often that was reported. */
    public long reported() {
        return reported;
    }
}
