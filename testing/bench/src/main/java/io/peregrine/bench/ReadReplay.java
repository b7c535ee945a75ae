package io.peregrine.bench;

import io.peregrine.capture.CaptureSource;
import io.peregrine.capture.record.IgnoredState;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import java.nio.file.Path;

/**
 * Reads events and nothing else.
 *
 * @param capture the file
 */
record ReadReplay(Path capture) implements Replay {
    @Override
    public Counts run() throws SourceException {
        long events = 0;
        try (CaptureSource source = CaptureSource.open(capture, new IgnoredState())) {
            EventView view = new EventView();
            while (source.next(view) != EventSource.Outcome.END) {
                events++;
            }
        }
        return new Counts(events, 0);
    }
}
