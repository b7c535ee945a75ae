package io.peregrine.app.observe;

import io.peregrine.app.plugins.SlowCalls;
import io.peregrine.nativeplugin.CallWatch.SlowCall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether the engine watches: rules are loaded, the source is open, its thread comes round, events have come, and the programs in the kernel
 * still report. The last is found out by a call of this process, which the kernel counts and leaves out. Safe for any thread.
 */
public final class Readiness {
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);
    /** How long a failed event is a reason. */
    private static final Duration FAILURE_SHOWN = Duration.ofMinutes(10);

    private static final Path OPENED = Path.of("/dev/null");

    private final Figures figures;
    private final SlowCalls calls;
    private volatile Probing probing = Probing.UNKNOWN;

    /**
     * How to find out whether the kernel reports.
     *
     * @param ownCalls how many calls of this process the kernel has left out
     * @param reportsOpens whether the opening of a file is among the calls that it looks at
     */
    public record Probing(LongSupplier ownCalls, boolean reportsOpens) {
        static final Probing UNKNOWN = new Probing(() -> 0, false);
    }

    /**
     * The readiness of an engine.
     *
     * @param calls the calls into plugins that do not return
     */
    public Readiness(Figures figures, SlowCalls calls) {
        this.figures = figures;
        this.calls = calls;
    }

    /** From now on the kernel is asked so. */
    public void probeBy(Probing how) {
        probing = how;
    }

    /** Why the engine is not ready, a sentence each; empty when it is. */
    public List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (figures.rulesLoaded() == 0) {
            reasons.add("No rule is loaded and enabled.");
        }
        if (!figures.isOpen()) {
            reasons.add("The source of events is not open yet.");
            return reasons;
        }
        for (SourceFigures open : figures.open()) {
            Duration since = open.sinceRound();
            if (since.compareTo(LONGEST_ROUND) > 0) {
                reasons.add("The thread that judges the events of "
                        + open.source().name() + " has not come round for " + since.toSeconds() + " seconds.");
                open.callOfJavaPlugin().map(SlowCall::sentence).ifPresent(reasons::add);
            }
        }
        calls.slowerThan(LONGEST_ROUND).stream().map(SlowCall::sentence).forEach(reasons::add);
        if (figures.isWatchingKernel() && figures.events() == 0) {
            reasons.add("No event has come from the kernel yet.");
        }
        reasons.addAll(figures.latestFailures(FAILURE_SHOWN));
        if (!kernelReports()) {
            reasons.add(
                    "The kernel does not report calls any more: the probe's programs are not attached. Restart Peregrine.");
        }
        return reasons;
    }

    private boolean kernelReports() {
        Probing how = probing;
        if (!how.reportsOpens()) {
            return true;
        }
        long before = how.ownCalls().getAsLong();
        try (InputStream _ = Files.newInputStream(OPENED)) {
            return how.ownCalls().getAsLong() > before;
        } catch (IOException e) {
            return true;
        }
    }
}
