package io.peregrine.state.history;

import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.StateHistory;
import io.peregrine.state.StateTables;
import io.peregrine.state.TableHistory;

/**
 * The tables of a source as a recorder sees them: as they are, and as they were at a checkpoint. Threads and descriptors are told as they
 * were; users, groups and interfaces as they are.
 */
public final class RememberedTables implements StateHistory {
    private final StateTables tables;

    /** A view of these tables. */
    public RememberedTables(StateTables tables) {
        this.tables = tables;
    }

    @Override
    public Checkpoint checkpoint() {
        return history().checkpoint();
    }

    @Override
    public void rest() {
        history().rest();
    }

    @Override
    public HeldSnapshot now() {
        TableHistory.Kept now = history().beginSnapshot();
        return ask(now, now);
    }

    @Override
    public HeldSnapshot at(Checkpoint moment) {
        TableHistory.Kept now = history().beginSnapshot();
        return ask(TableHistory.before(moment), now);
    }

    private HeldSnapshot ask(TableHistory.Kept moment, TableHistory.Kept now) {
        PastThreads threads =
                new PastThreads(tables.threads().toArray(), history().epoch(), moment, now);
        TableSnapshot snapshot = new TableSnapshot(tables, threads);
        history().hold(snapshot::isReleased);
        return snapshot;
    }

    private TableHistory history() {
        return tables.threads().history();
    }
}
