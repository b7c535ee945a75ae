package io.peregrine.app.live;

import io.peregrine.output.log.Log;
import io.peregrine.state.StateTables;

/** Tells once when the tables are full and things go unnoticed. Owned by the source's thread. */
public final class TableWatch {
    private static final long INTERVAL = 1_000_000_000L;

    private final StateTables tables;
    private final Log log;
    private long next = System.nanoTime();
    private boolean told;

    public TableWatch(StateTables tables, Log log) {
        this.tables = tables;
        this.log = log;
    }

    /** Called between events. */
    public void look() {
        long now = System.nanoTime();
        if (told || now < next) {
            return;
        }
        next = now + INTERVAL;
        tables.counters().samples().stream()
                .filter(sample -> sample.name().startsWith("n_drops_full_") && sample.value() > 0)
                .findFirst()
                .ifPresent(sample -> {
                    told = true;
                    log.error("The tables are full (" + sample.name() + "=" + sample.value()
                            + "): new threads or descriptors are not remembered. Raise state.max_memory_mb or"
                            + " falco_libs.thread_table_size.");
                });
    }
}
