package io.peregrine.recorder;

import io.peregrine.capture.record.HeldSnapshot;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file in the making. The thread of the source owns the limits and counts what belongs to the file; the writing thread reports what is in
 * it, and both report failure, which the other looks at.
 */
final class Recording {
    private final Path file;
    private final long mostBytes;
    private volatile Optional<HeldSnapshot> state = Optional.empty();
    private volatile long fileBytes;
    private volatile long fileEvents;
    private volatile long byteLimit;
    private volatile boolean failed;
    private long eventLimit;
    private long events;

    /** A file that has not been begun, with the size that no rule exceeds, 0 for none. */
    Recording(Path file, long mostBytes) {
        this.file = file;
        this.mostBytes = mostBytes == 0 ? Long.MAX_VALUE : mostBytes;
    }

    Path file() {
        return file;
    }

    /** The file is begun with this state. */
    void beginsWith(HeldSnapshot snapshot) {
        state = Optional.of(snapshot);
    }

    /** The state as of its first event, until it has been written; then nothing. */
    Optional<HeldSnapshot> state() {
        return state;
    }

    /** The state has been written, or never will. */
    void releaseState() {
        state.ifPresent(HeldSnapshot::release);
        state = Optional.empty();
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

    /** Counts events since the match that have been handed over. */
    void countEvents(long more) {
        events += more;
    }

    /** Whether a limit of the rules is reached, with the events that have not been counted. */
    boolean isComplete(long waiting) {
        return events + waiting >= eventLimit || fileBytes >= byteLimit;
    }

    /** Whether the size of the file decides when it ends. */
    boolean hasSizeLimit() {
        return Math.min(mostBytes, byteLimit) < Long.MAX_VALUE;
    }

    /** Whether the file has the size that no rule exceeds, or that the rules set. */
    boolean isFull() {
        return fileBytes >= Math.min(mostBytes, byteLimit);
    }

    long fileBytes() {
        return fileBytes;
    }

    /** How many events have been written. */
    long fileEvents() {
        return fileEvents;
    }

    void reportSize(long bytes) {
        fileBytes = bytes;
    }

    void reportEvents(long more) {
        fileEvents = fileEvents + more;
    }

    boolean hasFailed() {
        return failed;
    }

    void reportFailure() {
        failed = true;
    }
}
