package io.peregrine.app.watch;

import io.peregrine.app.live.DropReports;
import io.peregrine.app.live.KernelCounts;
import io.peregrine.app.live.OpenSource;
import java.util.Locale;

/** What {@code -v} prints of a source when a watch ends, in Falco's words. */
record RunStatistics(SourceWatcher watcher) {
    String text() {
        StringBuilder text = new StringBuilder();
        OpenSource source = watcher.opened();
        source.probe().ifPresent(probe -> {
            KernelCounts counts = DropReports.counts(probe.counters());
            text.append("Driver Events:").append(counts.events()).append('\n');
            text.append("Driver Drops:").append(counts.drops()).append('\n');
        });
        double seconds = watcher.elapsed().toNanos() / 1e9;
        return text.append(source.isLive() ? "(" + source.name() + ") " : "")
                .append(String.format(
                        Locale.ROOT,
                        "Elapsed time: %.3f, Captured Events: %d, %.2f eps%n",
                        seconds,
                        watcher.events(),
                        watcher.events() / seconds))
                .toString();
    }
}
