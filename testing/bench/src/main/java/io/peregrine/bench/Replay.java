package io.peregrine.bench;

import io.peregrine.event.SourceException;

/** A way to replay a capture from its beginning to its end. */
interface Replay {
    /**
     * Replays once.
     *
     * @throws SourceException when the capture is damaged
     */
    Counts run() throws SourceException;

    /**
     * What came of it.
     *
     * @param events the events delivered
     * @param matches the matches of rules
     */
    record Counts(long events, long matches) {}
}
