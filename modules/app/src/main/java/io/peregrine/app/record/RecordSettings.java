package io.peregrine.app.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded by hand.
 *
 * @param output the capture to write; packed when its name ends in {@code .gz}
 * @param duration after how long it ends, by the clock
 * @param isPrivate leave environments out, and the processes that are not the command's
 * @param command a command to run, whose process tree alone is recorded; empty to record the machine
 */
public record RecordSettings(Path output, Optional<Duration> duration, boolean isPrivate, List<String> command) {
    public RecordSettings {
        command = List.copyOf(command);
    }
}
