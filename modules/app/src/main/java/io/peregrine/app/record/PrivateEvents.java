package io.peregrine.app.record;

import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;

/** Takes the environment out of the events that carry one. The view that comes back is valid until the next call. */
final class PrivateEvents {
    private static final int EXECVE_ENV =
            EventTable.byCode(EventCodes.SYSCALL_EXECVE_19_X).indexOf("env");
    private static final int EXECVEAT_ENV =
            EventTable.byCode(EventCodes.SYSCALL_EXECVEAT_X).indexOf("env");

    private final EventWriter writer = new EventWriter();
    private final EventView bare = new EventView();

    EventView of(EventView event) {
        return switch (event.code()) {
            case EventCodes.SYSCALL_EXECVE_19_X -> without(event, EXECVE_ENV);
            case EventCodes.SYSCALL_EXECVEAT_X -> without(event, EXECVEAT_ENV);
            default -> event;
        };
    }

    private EventView without(EventView event, int env) {
        writer.begin(event.code(), event.timestamp(), event.tid(), event.paramCount());
        for (int param = 0; param < event.paramCount(); param++) {
            if (param == env || !event.has(param)) {
                writer.empty();
            } else {
                writer.bytes(event.segment(), event.paramOffset(param), event.paramLength(param));
            }
        }
        writer.wrapIn(bare, event.cpu());
        bare.giveNumber(event.number());
        return bare;
    }
}
