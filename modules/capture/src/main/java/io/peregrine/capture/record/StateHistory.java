package io.peregrine.capture.record;

import java.util.function.UnaryOperator;

/**
 * State tables that can still say what they held a while ago: the state module's door for a recorder that looks back.
 *
 * <p>A checkpoint costs nothing by itself. From then on the first change of an entry keeps the entry's old form, so that the tables as they
 * were are put together from the tables as they are and what was kept since. Neither does a snapshot copy an entry: it is put together when
 * it is delivered, by the thread that delivers it, from entries that have not changed meanwhile and the old forms of those that have. All
 * calls are made by the thread that owns the tables; a snapshot may be delivered on any thread, while the tables go on.
 */
public interface StateHistory {
    /** A moment; as long as it is held, what changes after it is held. */
    interface Checkpoint {
        /** About how much memory is kept for what changed between it and the next, in bytes. */
        long bytes();
    }

    /** Begins to keep what entries were before they change from now on. */
    Checkpoint checkpoint();

    /** Stops keeping anything but for snapshots that have not been delivered. */
    void rest();

    /** The tables as they are. */
    HeldSnapshot now();

    /** The tables as they were at a checkpoint, since which {@link #rest} was not called. */
    HeldSnapshot at(Checkpoint moment);

    /** The same tables, each snapshot of which passes through a view before anybody takes it. */
    default StateHistory seenThrough(UnaryOperator<HeldSnapshot> view) {
        StateHistory tables = this;
        return new StateHistory() {
            @Override
            public Checkpoint checkpoint() {
                return tables.checkpoint();
            }

            @Override
            public void rest() {
                tables.rest();
            }

            @Override
            public HeldSnapshot now() {
                return view.apply(tables.now());
            }

            @Override
            public HeldSnapshot at(Checkpoint moment) {
                return view.apply(tables.at(moment));
            }
        };
    }
}
