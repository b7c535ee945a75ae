package io.peregrine.recorder;

import java.util.concurrent.atomic.LongAdder;

/** What recorders have done, readable from any thread at any time. */
public final class RecorderCounters {
    private final LongAdder started = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder fileBytes = new LongAdder();
    private final LongAdder forgotten = new LongAdder();
    private final LongAdder removedFiles = new LongAdder();

    /** Recordings that were begun. */
    public LongAdder started() {
        return started;
    }

    /** Recordings that were written to their end. */
    public LongAdder finished() {
        return finished;
    }

    /** Recordings that were given up: the disk is full or too slow, the path cannot be written. */
    public LongAdder failed() {
        return failed;
    }

    /** Triggers for which no recording was begun, because the writing thread was busy. */
    public LongAdder refused() {
        return refused;
    }

    /** Events that were handed over to files. */
    public LongAdder events() {
        return events;
    }

    /** Bytes of finished files. */
    public LongAdder fileBytes() {
        return fileBytes;
    }

    /** Events of the look-back that its memory could not keep for the whole of its duration. */
    public LongAdder forgotten() {
        return forgotten;
    }

    /** Files that were removed for newer ones. */
    public LongAdder removedFiles() {
        return removedFiles;
    }
}
