package io.peregrine.app.record;

import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.StateHistory;
import io.peregrine.event.EventView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tables with what plugins know beside them: plugins are asked when a snapshot is taken, by the thread that owns the tables, and say what they know
 * then, also in a snapshot of the past.
 */
final class DumpedState {
    /** An event of a plugin, copied. */
    private record Dumped(byte[] memory, int cpu) {
        static Dumped of(EventView event) {
            byte[] bytes = Arrays.copyOfRange(event.array(), event.offset(), event.offset() + event.length());
            return new Dumped(bytes, event.cpu());
        }
    }

    private DumpedState() {}

    /** The tables with what plugins know. */
    static StateHistory of(StateHistory tables, StateDump dump) {
        return tables.seenThrough(snapshot -> with(snapshot, dump));
    }

    private static HeldSnapshot with(HeldSnapshot snapshot, StateDump dump) {
        List<Dumped> events = new ArrayList<>();
        dump.deliver(event -> events.add(Dumped.of(event)));
        return new HeldSnapshot() {
            @Override
            public void deliver(SnapshotConsumer consumer) {
                EventView view = new EventView();
                for (Dumped event : events) {
                    if (view.wrap(event.memory(), 0, event.memory().length, event.cpu())) {
                        consumer.event(view);
                    }
                }
                snapshot.deliver(consumer);
            }

            @Override
            public void release() {
                snapshot.release();
            }
        };
    }
}
