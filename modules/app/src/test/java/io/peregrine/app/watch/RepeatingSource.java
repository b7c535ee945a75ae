package io.peregrine.app.watch;

import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.SourceEngine;
import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.scan.SnapshotLoader;
import java.nio.file.Path;
import java.util.BitSet;

/** A capture that begins anew when it ends, as fast as it is read; ends when it is told to. */
public final class RepeatingSource implements EventSource {
    private final Path capture;
    private final StateTables tables;
    private final int code;
    private final BitSet delivered = new BitSet();
    private CaptureSource open;
    private long number;
    private volatile boolean ending;

    private RepeatingSource(Path capture, StateTables tables, int code) throws SourceException {
        this.capture = capture;
        this.tables = tables;
        this.code = code;
        open = CaptureSource.open(capture, new SnapshotLoader(tables));
    }

    /** Opens a capture; the numbers of the events with this code are kept. */
    public static RepeatingSource of(Path capture, int code) throws SourceException {
        return new RepeatingSource(capture, StateTables.forReplay(StateSettings.DEFAULT), code);
    }

    /** As the engine takes it. */
    public OpenSource opened() {
        return OpenSource.of(this, tables, SourceEngine.SAVEFILE);
    }

    /** Ends with the next event. */
    public void end() {
        ending = true;
    }

    /** The numbers of the events with the code; read when the source has ended. */
    public BitSet delivered() {
        return delivered;
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        if (ending) {
            return Outcome.END;
        }
        while (open.next(view) == Outcome.END) {
            open.close();
            open = CaptureSource.open(capture, new SnapshotLoader(StateTables.forReplay(StateSettings.DEFAULT)));
        }
        number++;
        if (view.code() == code) {
            delivered.set((int) number);
        }
        return Outcome.EVENT;
    }

    @Override
    public void close() {
        open.close();
    }
}
