package io.peregrine.app.record;

import io.peregrine.container.ContainerPlugin;
import io.peregrine.container.metadata.PrivateContainerJson;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import java.util.Arrays;

/** Takes the environment out of the events that carry one, of a process or of a container. The view that comes back is valid until the next call. */
final class PrivateEvents {
    private static final int EXECVE_ENV =
            EventTable.byCode(EventCodes.SYSCALL_EXECVE_19_X).indexOf("env");
    private static final int EXECVEAT_ENV =
            EventTable.byCode(EventCodes.SYSCALL_EXECVEAT_X).indexOf("env");

    private static final byte[] NOTHING = {};
    private static final EventDescriptor ASYNC = EventTable.byCode(EventCodes.ASYNCEVENT_E);
    private static final int ASYNC_NAME = ASYNC.indexOf("name");
    private static final int ASYNC_DATA = ASYNC.indexOf("data");

    private final EventWriter writer = new EventWriter();
    private final EventView bare = new EventView();

    EventView of(EventView event) {
        return switch (event.code()) {
            case EventCodes.SYSCALL_EXECVE_19_X -> without(event, EXECVE_ENV);
            case EventCodes.SYSCALL_EXECVEAT_X -> without(event, EXECVEAT_ENV);
            case EventCodes.ASYNCEVENT_E ->
                ContainerPlugin.EVENTS.contains(event.text(ASYNC_NAME).toString())
                        ? with(event, ASYNC_DATA, containerWithoutEnvironment(event))
                        : event;
            default -> event;
        };
    }

    private static byte[] containerWithoutEnvironment(EventView event) {
        byte[] json = event.bytes(ASYNC_DATA, 0, event.textLength(ASYNC_DATA)).array();
        byte[] bare = PrivateContainerJson.of(json);
        return Arrays.copyOf(bare, bare.length + 1);
    }

    private EventView without(EventView event, int env) {
        return with(event, env, NOTHING);
    }

    private EventView with(EventView event, int changed, byte[] value) {
        writer.begin(event.code(), event.timestamp(), event.tid(), event.paramCount());
        for (int param = 0; param < event.paramCount(); param++) {
            if (param == changed) {
                writer.bytes(value);
            } else if (!event.has(param)) {
                writer.empty();
            } else {
                writer.bytes(event, param);
            }
        }
        writer.wrapIn(bare, event.cpu());
        bare.giveNumber(event.number());
        return bare;
    }
}
