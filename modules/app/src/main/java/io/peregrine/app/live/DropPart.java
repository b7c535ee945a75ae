package io.peregrine.app.live;

import io.peregrine.app.record.RecorderSetup;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.Configuration;
import io.peregrine.config.DropSettings;
import io.peregrine.pipeline.EventParser;
import io.peregrine.state.EventContext;
import java.util.function.Consumer;

/** Looks after dropped events of system calls; in a replay none are dropped but those that are simulated. Owned by the source's thread. */
public final class DropPart implements ReloadPart, EventParser {
    private final EventContext context;
    private final DropReports reports;
    private final DropMonitor monitor;
    private DropSettings settings;

    /** Looks after the events of a source; {@code exit} ends the program with a sentence. */
    public DropPart(DropSettings settings, OpenSource source, RecorderSetup.Reports receivers, Consumer<String> exit) {
        this.settings = settings;
        this.context = source.context();
        reports = new DropReports(settings, receivers, source.probe().isPresent(), exit);
        monitor = new DropMonitor(
                settings,
                () -> source.probe()
                        .map(probe -> DropReports.counts(probe.counters()))
                        .orElse(KernelCounts.NONE),
                reports);
    }

    /** Called for every event, where it is to be seen at which one a second has passed. */
    @Override
    public void parse(EventContext event) {
        monitor.eventAt(event.event().timestamp());
    }

    /** Called between events. */
    public void look() {
        if (context.event().number() > 0) {
            monitor.eventAt(context.event().timestamp());
        }
    }

    @Override
    public Change prepare(Configuration next) {
        if (next.drops().equals(settings)) {
            return Change.NONE;
        }
        settings = next.drops();
        return () -> {
            reports.follow(next.drops());
            monitor.follow(next.drops());
        };
    }

    /** What was seen, for the end of a run. */
    public String summary() {
        return "Syscall event drop monitoring:\n   - event drop detected: " + monitor.detected()
                + " occurrences\n   - num times actions taken: " + monitor.reported() + "\n";
    }
}
