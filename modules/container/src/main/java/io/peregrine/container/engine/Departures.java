package io.peregrine.container.engine;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The containers that went lately: an answer that was asked for before does not bring one back, but serves the alerts that wait for it. Thread-safe.
 */
final class Departures {
    private static final int MOST = 4096;
    private static final long KEPT_NANOS = 60_000_000_000L;

    private final Map<ByteString, Departure> byId = new ConcurrentHashMap<>();

    private record Departure(long time, Optional<Container> container) {}

    /** A container has gone now, of which so much was known. */
    void note(ByteString id, Optional<Container> container) {
        long now = System.nanoTime();
        if (byId.size() >= MOST) {
            byId.values().removeIf(departure -> now - departure.time() > KEPT_NANOS);
        }
        if (byId.size() < MOST) {
            byId.merge(
                    id,
                    new Departure(now, container),
                    (before, after) -> after.container().isPresent() ? after : new Departure(now, before.container()));
        }
    }

    /** What is known of one that has gone since a time, as {@link System#nanoTime()} counts, is kept with it; false when it has not gone since. */
    boolean take(Container container, long time) {
        Departure departure = byId.computeIfPresent(
                container.id(),
                (id, gone) -> gone.time() - time >= 0 ? new Departure(gone.time(), Optional.of(container)) : gone);
        return departure != null && departure.time() - time >= 0;
    }

    /** What was known of a container that went lately. */
    Optional<Container> find(ByteString id) {
        Departure departure = byId.get(id);
        return departure == null ? Optional.empty() : departure.container();
    }
}
