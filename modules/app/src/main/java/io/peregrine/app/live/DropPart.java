package io.peregrine.app.live;

import io.peregrine.app.record.RecorderSetup;
import io.peregrine.app.reload.Part;
import io.peregrine.config.Configuration;
import io.peregrine.config.DropSettings;
import io.peregrine.probe.Probe;
import io.peregrine.state.EventContext;
import java.util.function.Consumer;

/** Looks after dropped events of a live source. Owned by the source's thread. */
public final class DropPart implements Part {
    private final EventContext context;
    private final DropReports reports;
    private final DropMonitor monitor;
    private DropSettings settings;

    /** Looks after the events of a probe; {@code exit} ends the program with a sentence. */
    public DropPart(
            DropSettings settings,
            Probe probe,
            EventContext context,
            RecorderSetup.Reports receivers,
            Consumer<String> exit) {
        this.settings = settings;
        this.context = context;
        reports = new DropReports(settings, receivers, exit);
        monitor = new DropMonitor(settings, () -> DropReports.counts(probe.counters()), reports);
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
