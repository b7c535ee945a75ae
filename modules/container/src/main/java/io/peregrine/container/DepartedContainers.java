package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerStore;
import io.peregrine.event.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The containers that went in the last minutes of events: a recording that reaches back needs what was known of them. Owned by the thread of the source.
 */
final class DepartedContainers {
    private static final int MOST = 4096;
    private static final long KEPT_NANOS = 600_000_000_000L;

    private final ContainerStore containers = new ContainerStore();
    private final Deque<Departure> departures = new ArrayDeque<>();

    private record Departure(ByteString id, long time) {}

    /** A container has gone at a time, in nanoseconds since the epoch. */
    void note(Container container, long time) {
        while (!departures.isEmpty()
                && (departures.size() >= MOST || time - departures.getFirst().time() > KEPT_NANOS)) {
            containers.remove(departures.removeFirst().id());
        }
        departures.removeIf(departure -> departure.id().equals(container.id()));
        if (containers.put(container).isPresent()) {
            departures.add(new Departure(container.id(), time));
        }
    }

    /** Visits those that have gone since a time. */
    void since(long time, Consumer<Container> visitor) {
        for (Departure departure : departures) {
            if (departure.time() >= time) {
                containers.find(departure.id()).ifPresent(visitor);
            }
        }
    }

    /** Forgets all. */
    void clear() {
        departures.clear();
        containers.all().forEach(container -> containers.remove(container.id()));
    }
}
