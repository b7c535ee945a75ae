package io.peregrine.plugin;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import java.util.Iterator;

/** The events of an iterator. */
final class IteratedSource implements EventSource {
    private final SourceName source;
    private final Iterator<PluginPayload> events;
    private final PayloadWriter writer;

    IteratedSource(SourceName source, Iterator<PluginPayload> events) {
        this.source = source;
        this.events = events;
        this.writer = new PayloadWriter(source);
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        try {
            if (!events.hasNext()) {
                return Outcome.END;
            }
            writer.write(events.next(), view);
            return Outcome.EVENT;
        } catch (RuntimeException e) {
            throw new SourceException("The event source " + source.name() + " failed: " + e + ".", e);
        }
    }

    @Override
    public void close() {
        if (events instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("The event source " + source.name() + " did not close: " + e, e);
            }
        }
    }
}
