package io.peregrine.output.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.output.AlertSink;
import io.peregrine.output.Alerts;
import io.peregrine.output.Await;
import io.peregrine.output.OutputMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSinkTest {
    @TempDir
    private Path dir;

    @Test
    void oneProcessPerAlert() throws Exception {
        Path file = dir.resolve("out");
        ProgramSink sink = new ProgramSink("echo start >> " + file + "; cat >> " + file, false);
        sink.write(messages("a"));
        sink.write(messages("b"));
        sink.close();
        assertThat(Files.readAllLines(file)).containsExactly("start", Alerts.line("a"), "start", Alerts.line("b"));
    }

    @Test
    void oneProcessForAll() throws Exception {
        Path file = dir.resolve("out");
        ProgramSink sink = new ProgramSink("echo start >> " + file + "; cat >> " + file, true);
        sink.write(messages("a"));
        sink.write(messages("b"));
        sink.reopen();
        sink.write(messages("c"));
        sink.close();
        assertThat(Files.readAllLines(file))
                .containsExactly("start", Alerts.line("a"), Alerts.line("b"), "start", Alerts.line("c"));
    }

    @Test
    void aProcessThatEndedIsStartedAgain() throws Exception {
        Path file = dir.resolve("out");
        ProgramSink sink = new ProgramSink("head -n 1 >> " + file, true);
        sink.write(messages("a"));
        Await.until(() -> file.toFile().length() > 0);
        for (int i = 0; file.toFile().length() < 2 * Alerts.line("a").length(); i++) {
            try {
                sink.write(messages("b"));
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("ended with status 0");
            }
            assertThat(i).isLessThan(10_000);
        }
        sink.close();
        assertThat(Files.readAllLines(file)).startsWith(Alerts.line("a"), Alerts.line("b"));
    }

    @Test
    void whatAProgramThatCannotStartWasGivenIsNotDelivered() throws Exception {
        ProgramSink sink = new ProgramSink("exec /nonexistent/program 2>/dev/null", true);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> sink.write(messages("a")))
                    .isNotInstanceOf(AlertSink.RefusedException.class)
                    .hasMessageContaining("ended with status 127 before it read all alerts");
        }
        sink.close();
    }

    @Test
    void aProgramThatDoesNotReadHasTakenNothing() throws Exception {
        Path go = dir.resolve("go");
        Path file = dir.resolve("out");
        ProgramSink sink = new ProgramSink("while [ ! -e " + go + " ]; do sleep 0.05; done; exec cat >" + file, true);
        Thread writing = Thread.ofPlatform().start(() -> {
            try {
                sink.write(messages("a"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(writing.join(Duration.ofMillis(300))).isFalse();
        Files.createFile(go);
        writing.join();
        sink.close();
        assertThat(Files.readAllLines(file)).containsExactly(Alerts.line("a"));
    }

    @Test
    void aProgramThatEndsIsToldWithLargeAlertsToo() throws Exception {
        ProgramSink sink = new ProgramSink("exec <&-; exit 4", true);
        assertThatThrownBy(() -> sink.write(messages("x".repeat(1 << 20))))
                .hasMessageContaining("ended with status 4 before it read all alerts");
        sink.close();
    }

    @Test
    void aFailingCommandIsNamedAndNotRepeated() {
        ProgramSink sink = new ProgramSink("exit 3", false);
        assertThatThrownBy(() -> sink.write(messages("a")))
                .isInstanceOf(AlertSink.RefusedException.class)
                .hasMessageContaining("the command 'exit 3' ended with status 3");
    }

    private static List<OutputMessage> messages(String text) {
        return List.of(Alerts.message(text));
    }
}
