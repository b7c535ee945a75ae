package io.peregrine.app.live;

import io.peregrine.output.log.Log;
import io.peregrine.probe.EntryWay;
import io.peregrine.probe.Probe;
import java.util.Optional;

/** Says in the log where the probe takes arguments of opens and connects, at the start and when it changes. */
public final class EntryCare {
    private static final long INTERVAL = 1_000_000_000L;

    private final Probe probe;
    private final Log log;
    private Optional<EntryWay> told = Optional.empty();
    private long last = System.nanoTime();

    public EntryCare(Probe probe, Log log) {
        this.probe = probe;
        this.log = log;
        tell();
    }

    /** Called often by the source's thread. */
    public void run() {
        long now = System.nanoTime();
        if (now - last >= INTERVAL) {
            last = now;
            tell();
        }
    }

    private void tell() {
        EntryWay way = probe.entryWay();
        if (told.filter(way::equals).isPresent()) {
            return;
        }
        if (told.map(EntryWay::place).filter(way.place()::equals).isEmpty()) {
            log.info(sentence(way));
        }
        told = Optional.of(way);
        switch (way.compat()) {
            case INCLUDED, AWAITED -> {}
            case SEEN ->
                log.info(
                        "32-bit code was seen: its opens and connects are taken where all calls begin from now on. Those"
                                + " from before count as events with late arguments.");
            case REFUSED ->
                log.warning(
                        "32-bit code was seen, and the kernel does not let its opens and connects be taken when they"
                                + " begin: they count as events with late arguments.");
        }
    }

    /** Where arguments are taken, and why. */
    static String sentence(EntryWay way) {
        return switch (way.place()) {
            case FUNCTION -> "Arguments of opens and connects are taken in the functions of these calls.";
            case TRACEPOINT ->
                "Arguments of opens and connects are taken where these calls begin: " + way.reason() + ".";
            case SYS_ENTER ->
                "Arguments of opens and connects are taken where all calls begin, which each of them pays for: "
                        + way.reason() + ".";
        };
    }
}
