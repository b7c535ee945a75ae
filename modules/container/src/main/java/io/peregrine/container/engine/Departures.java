package io.peregrine.container.engine;

import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerStore;
import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The containers that went lately: an answer that was asked for before does not bring one back, but serves the alerts that wait for it. Thread-safe.
 */
final class Departures {
    private static final int MOST = 4096;
    private static final long KEPT_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Map<ByteString, Long> goneSince = new HashMap<>();
    private final ContainerStore containers = new ContainerStore();
    private long cleared = System.nanoTime();

    /** A container has gone now, of which so much was known. */
    synchronized void note(ByteString id, Optional<Container> container) {
        long now = System.nanoTime();
        clear(now);
        if (goneSince.size() < MOST) {
            goneSince.put(id, now);
            container.ifPresent(containers::put);
        }
    }

    private void clear(long now) {
        if (now - cleared < PAUSE_NANOS) {
            return;
        }
        cleared = now;
        goneSince.entrySet().removeIf(gone -> {
            boolean over = now - gone.getValue() > KEPT_NANOS;
            if (over) {
                containers.remove(gone.getKey());
            }
            return over;
        });
    }

    /** What is known of one that has gone since a time, as {@link System#nanoTime()} counts, is kept with it; false when it has not gone since. */
    synchronized boolean take(Container container, long time) {
        Long gone = goneSince.get(container.id());
        if (gone == null || gone - time < 0) {
            return false;
        }
        containers.put(container);
        return true;
    }

    /** What its runtime told of the beginning of one that has gone already is kept with it unless more is; false when it has not gone. */
    synchronized boolean announce(Container container) {
        if (!goneSince.containsKey(container.id())) {
            return false;
        }
        if (containers.find(container.id()).isEmpty()) {
            containers.put(container);
        }
        return true;
    }

    /** What was known of a container that went lately. */
    Optional<Container> find(ByteString id) {
        return containers.find(id);
    }
}
