package io.peregrine.app.read;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;

/** How many bytes an event moved: the result of a call that reads from a descriptor or writes to one. */
final class TransferCounts {
    private final int[] results = new int[EventTable.size()];

    TransferCounts() {
        for (EventDescriptor event : EventTable.all()) {
            boolean moves = event.has(EventFlag.READS_FROM_FD) || event.has(EventFlag.WRITES_TO_FD);
            results[event.code()] = moves ? event.indexOf("res") : -1;
        }
    }

    long bytes(EventView event) {
        int result = results[event.code()];
        return result < 0 ? 0 : Math.max(0, event.signed(result));
    }
}
