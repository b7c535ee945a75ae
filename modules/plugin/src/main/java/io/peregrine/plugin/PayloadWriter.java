package io.peregrine.plugin;

import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceName;
import io.peregrine.schema.EventCodes;
import java.time.Instant;

/** Gives payloads the form of events. Owned by the thread of the source. */
final class PayloadWriter {
    private static final long NANOS = 1_000_000_000L;

    private final EventWriter writer = new EventWriter();
    private final SourceName source;

    PayloadWriter(SourceName source) {
        this.source = source;
    }

    /** Points the view at the event; valid until the next call. */
    void write(PluginPayload payload, EventView view) {
        long time = payload.timestamp() == PluginPayload.NOW ? now() : payload.timestamp();
        writer.begin(EventCodes.PLUGINEVENT_E, time, AsyncSink.NO_THREAD, 2)
                .number(source.id(), 4)
                .bytes(payload.bytes())
                .wrapIn(view, 0);
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }
}
