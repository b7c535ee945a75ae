package io.peregrine.bench;

import io.peregrine.event.SourceException;
import io.peregrine.pipeline.Stages;
import java.nio.file.Path;

/**
 * Reads events and keeps their state.
 *
 * @param capture the file
 */
record StateReplay(Path capture) implements Replay {
    @Override
    public Counts run() throws SourceException {
        try (StatePass pass = new StatePass(capture)) {
            return pass.run(Stages.NONE);
        }
    }
}
