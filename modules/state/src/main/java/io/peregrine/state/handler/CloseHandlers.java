package io.peregrine.state.handler;

import io.peregrine.schema.Positions;
import io.peregrine.state.DescriptorTable;
import io.peregrine.state.EventContext;

/** close and close_range. */
final class CloseHandlers {
    private static final int CLOSE_RANGE_CLOEXEC = 1 << 2;

    private CloseHandlers() {}

    /** close: the descriptor goes when the next event comes. */
    static void close(EventContext context, Deferred deferred) {
        if (context.result() < 0) {
            context.tables().counters().failedDescriptorLookups--;
        } else if (!context.descriptor().isNone()) {
            deferred.close(context.thread().tid(), context.descriptorNumber());
        }
    }

    /** close_range: the descriptors go at once, or are marked to be closed by an exec. */
    static void closeRange(EventContext context) {
        DescriptorTable table = context.thread().descriptors();
        if (context.thread().isNone() || context.result() < 0 || table.isAbsent()) {
            return;
        }
        long first = context.event().unsigned(Positions.CLOSE_RANGE_X.FIRST);
        long last = context.event().unsigned(Positions.CLOSE_RANGE_X.LAST);
        DescriptorTable.Choice inRange = (number, descriptor) -> number >= first && number <= last;
        if ((context.event().unsigned(Positions.CLOSE_RANGE_X.FLAGS) & CLOSE_RANGE_CLOEXEC) == 0) {
            context.tables().removeIf(table, inRange);
            return;
        }
        for (long number : table.numbers()) {
            if (number >= first && number <= last) {
                table.put(
                        number,
                        table.find(number).withCloseOnExec(),
                        context.tables().budget());
            }
        }
    }
}
