package io.peregrine.recorder;

import io.peregrine.capture.record.StateSnapshot;
import java.nio.file.Path;

/**
 * One file in the making. The thread of the source owns the limits and counts; the writing thread reports the size and failure, which the
 * other looks at.
 */
final class Recording {
    private final Path file;
    private final StateSnapshot state;
    private volatile long fileBytes;
    private volatile boolean failed;
    private long eventLimit;
    private long byteLimit;
    private long events;

    Recording(Path file, StateSnapshot state) {
        this.file = file;
        this.state = state;
    }

    Path file() {
        return file;
    }

    /** The state as of its first event. */
    StateSnapshot state() {
        return state;
    }

    /**
     * Lets it go on as far as this match says; what has no limit takes the limit away.
     *
     * @param waiting events that belong to it and have not been counted
     */
    void extend(RuleCapture rule, long waiting) {
        eventLimit = Math.max(eventLimit, rule.events() == 0 ? Long.MAX_VALUE : events + waiting + rule.events());
        byteLimit = Math.max(byteLimit, rule.fileBytes() == 0 ? Long.MAX_VALUE : rule.fileBytes());
    }

    /** Counts events that have been handed over. */
    void countEvents(long more) {
        events += more;
    }

    long events() {
        return events;
    }

    /** Whether a limit of the rules is reached, with the events that have not been counted. */
    boolean isComplete(long waiting) {
        return events + waiting >= eventLimit || fileBytes >= byteLimit;
    }

    long fileBytes() {
        return fileBytes;
    }

    void reportSize(long bytes) {
        fileBytes = bytes;
    }

    boolean hasFailed() {
        return failed;
    }

    void reportFailure() {
        failed = true;
    }
}
