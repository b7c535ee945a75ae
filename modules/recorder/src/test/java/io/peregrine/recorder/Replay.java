package io.peregrine.recorder;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.history.RememberedTables;
import io.peregrine.state.scan.SnapshotLoader;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A capture on its way through state tables. */
final class Replay {
    final StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
    final RememberedTables remembered = new RememberedTables(tables);

    /** Replays to the end; the visitor sees each event when the tables know of it. */
    void run(Path file, Consumer<EventView> visitor) throws SourceException {
        EventContext context = new EventContext(tables);
        StateEngine engine = new StateEngine();
        try (CaptureSource source = CaptureSource.open(file, new SnapshotLoader(tables))) {
            EventView view = context.event();
            for (long number = 1; source.next(view) == Outcome.EVENT; number++) {
                view.giveNumber(number);
                engine.process(context);
                visitor.accept(view);
            }
        }
    }
}
