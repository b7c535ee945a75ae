package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerJsonWriter;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.pipeline.InjectionQueue;
import io.peregrine.schema.EventCodes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes container events and puts them among those of the source. Thread-safe. */
final class EventSender {
    private static final ByteString ADDED = ByteString.of("container");
    private static final ByteString REMOVED = ByteString.of("container_removed");
    private static final int PARAMS = 3;
    private static final int ID_SIZE = 4;
    private static final long NO_THREAD = 0;

    private final InjectionQueue queue;
    private final EventWriter writer = new EventWriter();
    private final EventView view = new EventView();
    private final Set<ByteString> unsent = ConcurrentHashMap.newKeySet();

    EventSender(InjectionQueue queue) {
        this.queue = queue;
    }

    /** Sends that a container is known; one that finds the queue full is kept in mind. */
    void added(Container container) {
        if (send(ADDED, container)) {
            unsent.remove(container.id());
        } else {
            unsent.add(container.id());
        }
    }

    /** Sends that a container has gone. */
    void removed(Container container) {
        send(REMOVED, container);
    }

    /** Whether what is known of a container could not be sent; it is then asked once. */
    boolean takeUnsent(ByteString id) {
        return !unsent.isEmpty() && unsent.remove(id);
    }

    private synchronized boolean send(ByteString name, Container container) {
        byte[] json = ContainerJsonWriter.write(container);
        writer.begin(EventCodes.ASYNCEVENT_E, InjectionQueue.NOW, NO_THREAD, PARAMS)
                .number(0, ID_SIZE)
                .text(name)
                .text(ByteString.wrap(json))
                .wrapIn(view, 0);
        return queue.put(view) == InjectionQueue.Verdict.TAKEN;
    }
}
