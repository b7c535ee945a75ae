package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.pipeline.InjectionQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Puts container events among those of the source. Thread-safe. */
final class EventSender {
    private final InjectionQueue queue;
    private final EventMaker events = new EventMaker();
    private final Set<ByteString> unsent = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();

    EventSender(InjectionQueue queue) {
        this.queue = queue;
    }

    /** Sends that a container is known; one that finds the queue full is kept in mind. */
    synchronized void added(Container container) {
        if (send(events.added(container, InjectionQueue.NOW))) {
            unsent.remove(container.id());
        } else {
            unsent.add(container.id());
        }
    }

    /** Sends that a container has gone. */
    synchronized void removed(Container container) {
        send(events.removed(container, InjectionQueue.NOW));
    }

    /** Whether what is known of a container could not be sent; it is then asked once. */
    boolean takeUnsent(ByteString id) {
        return !unsent.isEmpty() && unsent.remove(id);
    }

    /** How many events found the queue full. */
    long refused() {
        return refused.get();
    }

    private boolean send(EventView event) {
        boolean taken = queue.put(event) == InjectionQueue.Verdict.TAKEN;
        if (!taken) {
            refused.incrementAndGet();
        }
        return taken;
    }
}
