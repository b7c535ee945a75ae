package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.reload.Following;
import io.peregrine.event.SourceException;
import java.util.ArrayList;
import java.util.List;

/**
 * All sources of a session, open. Closing ends them, the last that was opened first.
 *
 * @param all the sources, that of system calls first
 */
record OpenSources(List<OpenSource> all) implements AutoCloseable {
    OpenSources {
        all = List.copyOf(all);
    }

    /**
     * Opens them one after another.
     *
     * @throws CommandFailure when one cannot be had, in a sentence; those before it are closed then
     */
    static OpenSources open(List<OpenSource.Opening> openings, Following.Loaded loaded, String hostRoot)
            throws CommandFailure {
        List<OpenSource> opened = new ArrayList<>();
        try {
            for (OpenSource.Opening opening : openings) {
                opened.add(
                        opening.open(loaded.values(), loaded.rules().selection().calls(), hostRoot));
            }
            return new OpenSources(opened);
        } catch (SourceException e) {
            new OpenSources(opened).close();
            throw new CommandFailure(e.getMessage(), e);
        } catch (RuntimeException e) {
            new OpenSources(opened).close();
            throw e;
        }
    }

    @Override
    public void close() {
        all.reversed().forEach(OpenSource::close);
    }
}
