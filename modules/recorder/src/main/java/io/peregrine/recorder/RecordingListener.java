package io.peregrine.recorder;

import java.nio.file.Path;

/** Is told how recordings end. Called by the thread of the source and by the writing thread: what it does must be safe and short. */
public interface RecordingListener {
    /** A file has been written to its end. */
    void finished(Path file, long events, long fileBytes);

    /** A file ends because it has reached the size that the settings allow. */
    void sizeLimitReached(Path file, long limitBytes, long writtenBytes);

    /** A recording has been given up; what the file holds stays readable. The reason is a sentence. */
    void failed(Path file, String reason);

    /** A trigger came while the writing thread was still busy with the files before, and no file was begun for it. */
    void refused(Path file, String reason);
}
