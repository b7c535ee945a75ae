package io.peregrine.state;

import io.peregrine.capture.record.StateHistory.Checkpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what threads were before they changed, one change for each thread and checkpoint. Costs a comparison of two numbers on a change
 * while no checkpoint was made. Owned by the thread of the tables.
 */
final class TableHistory {
    /** The history of entries that are in no table: nothing is kept. */
    static final TableHistory OFF = new TableHistory();

    private int epoch;
    private Optional<Log> log = Optional.empty();

    /** The threads that changed between a checkpoint and the next: as they were, or empty for those that were not there. */
    static final class Log implements Checkpoint {
        private static final long ENTRY_BYTES = 64;

        private final Map<Long, Optional<ThreadImage>> before = new HashMap<>();
        private long bytes;

        private void keep(long tid, Optional<ThreadImage> image) {
            if (before.putIfAbsent(tid, image) == null) {
                bytes += ENTRY_BYTES + image.map(ThreadImage::weight).orElse(0L);
            }
        }

        @Override
        public long bytes() {
            return bytes;
        }
    }

    int epoch() {
        return epoch;
    }

    Checkpoint checkpoint() {
        Log begun = new Log();
        log = Optional.of(begun);
        epoch++;
        return begun;
    }

    void rest() {
        log = Optional.empty();
    }

    /** An entry of the table is about to change, for the first time since the checkpoint. */
    void keep(ThreadEntry thread) {
        if (log.isPresent()) {
            log.get().keep(thread.tid(), Optional.of(ThreadImage.of(thread)));
        }
    }

    /** An entry has come into the table. */
    void added(long tid) {
        if (log.isPresent()) {
            log.get().keep(tid, Optional.empty());
        }
    }

    /** What the threads that changed were at the first of these checkpoints. */
    static Map<Long, Optional<ThreadImage>> before(List<? extends Checkpoint> since) {
        Map<Long, Optional<ThreadImage>> all = new HashMap<>();
        for (Checkpoint checkpoint : since.reversed()) {
            if (checkpoint instanceof Log kept) {
                all.putAll(kept.before);
            }
        }
        return all;
    }
}
