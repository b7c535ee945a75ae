package io.peregrine.probe;

import io.peregrine.capture.CaptureSource;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.testkit.RecordedCapture;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The events of a capture. */
final class Recording {
    private Recording() {}

    static List<SeenEvent> of(RecordedCapture capture, Path folder) throws SourceException {
        List<SeenEvent> events = new ArrayList<>();
        EventView view = new EventView();
        try (CaptureSource source = CaptureSource.open(capture.in(folder), nobody())) {
            while (source.next(view) == Outcome.EVENT) {
                events.add(SeenEvent.copy(view));
            }
        }
        return events;
    }

    /** A consumer whose methods, none of which answers anything, do nothing. */
    private static SnapshotConsumer nobody() {
        return (SnapshotConsumer) Proxy.newProxyInstance(
                Recording.class.getClassLoader(),
                new Class<?>[] {SnapshotConsumer.class},
                (proxy, method, arguments) -> null);
    }
}
