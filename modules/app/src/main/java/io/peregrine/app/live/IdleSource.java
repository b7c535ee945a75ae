package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * The source of {@code engine.kind: nodriver} without a plugin: an event {@code scapevent} ten times a second that says nothing, as in Falco
 * (nodriver.c of libs 0.25.2). Used by one thread.
 */
public final class IdleSource implements EventSource {
    private static final long WAIT = Duration.ofMillis(30).toNanos();
    private static final long STEP = Duration.ofMillis(100).toNanos();
    private static final long SECOND = 1_000_000_000L;
    private static final long NO_THREAD = -1;

    private final EventWriter writer = new EventWriter();
    private long last = System.nanoTime();

    @Override
    public Outcome next(EventView view) {
        long left = last + STEP - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(Math.min(left, WAIT));
            return Outcome.IDLE;
        }
        last = System.nanoTime();
        Instant now = Instant.now();
        writer.begin(EventCodes.SCAPEVENT_E, now.getEpochSecond() * SECOND + now.getNano(), NO_THREAD, 2)
                .number(0, 4)
                .number(0, 8)
                .wrapIn(view, 0);
        return Outcome.EVENT;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
