package io.peregrine.output.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.output.Alerts;
import io.peregrine.output.OutputMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    private Path dir;

    @Test
    void linesAreAppendedWhetherOrNotTheFileStaysOpen() throws Exception {
        for (boolean keepOpen : List.of(true, false)) {
            Path file = dir.resolve("alerts-" + keepOpen);
            Files.writeString(file, "before\n");
            FileSink sink = sink(file, keepOpen, false);
            sink.write(messages("a"));
            assertThat(Files.readAllLines(file)).containsExactly("before", Alerts.line("a"));
            sink.write(messages("b"));
            sink.close();
            assertThat(Files.readAllLines(file)).hasSize(3).last().isEqualTo(Alerts.line("b"));
        }
    }

    @Test
    void reopeningFollowsARotationFromOutside() throws Exception {
        Path file = dir.resolve("alerts");
        FileSink sink = sink(file, true, false);
        sink.write(messages("a"));
        Files.move(file, dir.resolve("old"));
        sink.write(messages("b"));
        sink.reopen();
        sink.write(messages("c"));
        sink.close();
        assertThat(Files.readAllLines(dir.resolve("old"))).hasSize(2);
        assertThat(Files.readAllLines(file)).containsExactly(Alerts.line("c"));
    }

    @Test
    void buffersAreWrittenAtTheEnd() throws Exception {
        Path file = dir.resolve("alerts");
        FileSink sink = sink(file, true, true);
        sink.write(messages("a"));
        sink.flush();
        assertThat(file).doesNotExist();
        sink.write(messages("x".repeat(100_000)));
        sink.write(messages("b"));
        assertThat(Files.readAllLines(file)).hasSizeGreaterThanOrEqualTo(2);
        sink.close();
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void rotationKeepsTheNewestFiles() throws Exception {
        Path file = dir.resolve("alerts");
        FileSink sink = new FileSink(
                file, new FileSink.Manner(true, false, new Rotation(60, Duration.ZERO, 2)), InstantSource.system());
        for (int i = 0; i < 8; i++) {
            sink.write(messages("n" + i));
        }
        sink.close();
        assertThat(Files.readString(file)).contains("n6", "n7");
        assertThat(Files.readString(dir.resolve("alerts.1"))).contains("n4", "n5");
        assertThat(Files.readString(dir.resolve("alerts.2"))).contains("n2", "n3");
        assertThat(dir.resolve("alerts.3")).doesNotExist();
    }

    @Test
    void oldFilesAreRotatedByAge() throws Exception {
        Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
        Path file = dir.resolve("alerts");
        FileSink sink = new FileSink(
                file, new FileSink.Manner(false, false, new Rotation(0, Duration.ofHours(1), 5)), () -> now[0]);
        sink.write(messages("a"));
        now[0] = now[0].plusSeconds(3599);
        sink.write(messages("b"));
        now[0] = now[0].plusSeconds(1);
        sink.write(messages("c"));
        sink.close();
        assertThat(Files.readAllLines(file)).containsExactly(Alerts.line("c"));
        assertThat(Files.readAllLines(dir.resolve("alerts.1"))).hasSize(2);
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> sink(Path.of("/dev/full"), true, false).write(messages("a")))
                .isInstanceOf(IOException.class)
                .hasMessage("/dev/full cannot be written: No space left on device");
        Path nowhere = dir.resolve("none/alerts");
        assertThatThrownBy(() -> sink(nowhere, false, false).write(messages("a")))
                .hasMessage(nowhere + " cannot be opened: its folder does not exist");
    }

    private static FileSink sink(Path file, boolean keepOpen, boolean buffered) {
        return new FileSink(file, new FileSink.Manner(keepOpen, buffered, Rotation.NEVER), InstantSource.system());
    }

    private static List<OutputMessage> messages(String text) {
        return List.of(Alerts.message(text));
    }
}
