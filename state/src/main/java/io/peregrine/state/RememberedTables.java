package io.peregrine.state;

import io.peregrine.capture.record.StateHistory;
import io.peregrine.capture.record.StateSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return tables.threads().history().checkpoint();
    }

    @Override
    public void rest() {
        tables.threads().history().rest();
    }

    @Override
    public StateSnapshot now() {
        return new TableSnapshot(tables);
    }

    @Override
    public StateSnapshot at(List<? extends Checkpoint> since) {
        Map<Long, Optional<ThreadImage>> before = TableHistory.before(since);
        List<ThreadImage> threads = new ArrayList<>(tables.threads().size() + before.size());
        tables.threads().forEach(thread -> {
            if (!before.containsKey(thread.tid())) {
                threads.add(ThreadImage.of(thread));
            }
        });
        before.values().forEach(image -> image.ifPresent(threads::add));
        return new TableSnapshot(tables, threads);
    }
}
