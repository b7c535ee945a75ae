package io.peregrine.output;

import io.peregrine.output.log.Log;
import io.peregrine.output.log.LogLevel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log that keeps what is written. */
public final class RecordedLog implements Log {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void log(LogLevel level, String message) {
        lines.add(level + " " + message);
    }

    /** Returns what was written, each line with its level. */
    public List<String> lines() {
        return lines;
    }
}
