package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerStore;
import io.peregrine.event.ByteString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The containers that went in the last minutes of events: a recording that reaches back needs what is known of them. Thread-safe.
 */
final class DepartedContainers {
    private static final int MOST = 4096;
    private static final long KEPT_NANOS = 600_000_000_000L;

    private final ContainerStore containers = new ContainerStore();
    /** When each went, the first of them first. */
    private final Map<ByteString, Long> goneAt = new LinkedHashMap<>();

    /** A container has gone at a time, in nanoseconds since the epoch. */
    synchronized void note(Container container, long time) {
        forgetFirst(time);
        goneAt.remove(container.id());
        if (containers.put(container).isPresent()) {
            goneAt.put(container.id(), time);
        }
    }

    /** The same of a container of which something was told only when it had gone; what is known of it stays unless this is more. */
    synchronized void noteLate(Container container, long time) {
        boolean isKnown = containers
                .find(container.id())
                .map(known -> !known.settings().isPartial())
                .orElse(false);
        if (!isKnown) {
            note(container, time);
        }
    }

    private void forgetFirst(long time) {
        Iterator<Map.Entry<ByteString, Long>> first = goneAt.entrySet().iterator();
        while (first.hasNext()) {
            Map.Entry<ByteString, Long> gone = first.next();
            if (goneAt.size() < MOST && time - gone.getValue() <= KEPT_NANOS) {
                return;
            }
            containers.remove(gone.getKey());
            first.remove();
        }
    }

    /** Visits those that have gone since a time. */
    void since(long time, Consumer<Container> visitor) {
        goneSince(time).forEach(visitor);
    }

    private synchronized List<Container> goneSince(long time) {
        List<Container> gone = new ArrayList<>();
        goneAt.forEach((id, at) -> {
            if (at >= time) {
                containers.find(id).ifPresent(gone::add);
            }
        });
        return gone;
    }

    /** Forgets all. */
    synchronized void clear() {
        goneAt.clear();
        containers.all().forEach(container -> containers.remove(container.id()));
    }
}
