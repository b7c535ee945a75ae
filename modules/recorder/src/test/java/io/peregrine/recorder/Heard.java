package io.peregrine.recorder;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a recorder told, in words. */
final class Heard implements RecordingListener {
    private final List<String> told = new CopyOnWriteArrayList<>();

    List<String> told() {
        return told;
    }

    @Override
    public void finished(Path file, long events, long fileBytes) {
        told.add("finished " + events);
    }

    @Override
    public void sizeLimitReached(Path file, long limitBytes, long writtenBytes) {
        told.add("size limit " + limitBytes + " reached: " + (writtenBytes >= limitBytes));
    }

    @Override
    public void failed(Path file, String reason) {
        told.add("failed: " + reason);
    }

    @Override
    public void refused(Path file, String reason) {
        told.add("refused: " + reason);
    }
}
