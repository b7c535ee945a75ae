package io.peregrine.capture.record;

import java.util.List;

/**
 * State tables that can still say what they held a while ago: the state module's door for a recorder that looks back.
 *
 * <p>A checkpoint costs nothing by itself. From then on the first change of an entry keeps the entry's old form in the newest checkpoint,
 * so that the tables as they were are put together from the tables as they are and the checkpoints since. All calls are made by the
 * thread that owns the tables; the snapshots that come back are immutable and may be delivered on any thread.
 */
public interface StateHistory {
    /** What the entries were that changed since a moment, until the next checkpoint. */
    interface Checkpoint {
        /** About how much memory it holds, in bytes. */
        long bytes();
    }

    /** Begins to keep what entries were before they change from now on. */
    Checkpoint checkpoint();

    /** Stops keeping anything; older checkpoints lose nothing. */
    void rest();

    /** The tables as they are. */
    StateSnapshot now();

    /**
     * The tables as they were at the first of these checkpoints.
     *
     * @param since a run of checkpoints without a gap, the oldest first, up to the newest that was made
     */
    StateSnapshot at(List<? extends Checkpoint> since);
}
