package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerJsonWriter;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;

/** Makes container events. Owned by one thread at a time; an event is valid until the next is made. */
final class EventMaker {
    private static final ByteString ADDED = ByteString.of("container");
    private static final ByteString REMOVED = ByteString.of("container_removed");
    private static final int PARAMS = 3;
    private static final int ID_SIZE = 4;
    private static final long NO_THREAD = 0;

    private final EventWriter writer = new EventWriter();
    private final EventView view = new EventView();

    /** A container is known. */
    EventView added(Container container, long time) {
        return added(ContainerJsonWriter.write(container), time);
    }

    /** A container is known of which this text tells. */
    EventView added(byte[] json, long time) {
        return make(ADDED, json, time);
    }

    /** A container has gone of which this text tells. */
    EventView removed(byte[] json, long time) {
        return make(REMOVED, json, time);
    }

    private EventView make(ByteString name, byte[] json, long time) {
        writer.begin(EventCodes.ASYNCEVENT_E, time, NO_THREAD, PARAMS)
                .number(0, ID_SIZE)
                .text(name)
                .text(ByteString.wrap(json))
                .wrapIn(view, 0);
        return view;
    }
}
