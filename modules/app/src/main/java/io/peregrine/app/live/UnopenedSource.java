package io.peregrine.app.live;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;

/** A source that could not be opened and may fail alone: it fails as soon as it is asked for an event, with the reason. */
record UnopenedSource(SourceException reason) implements EventSource {
    @Override
    public Outcome next(EventView view) throws SourceException {
        throw reason;
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
