package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A source that never brings an event, for {@code engine.kind: nodriver} without a plugin. Used by one thread. */
public final class IdleSource implements EventSource {
    private static final long WAIT = Duration.ofMillis(30).toNanos();

    @Override
    public Outcome next(EventView view) {
        LockSupport.parkNanos(WAIT);
        return Outcome.IDLE;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
