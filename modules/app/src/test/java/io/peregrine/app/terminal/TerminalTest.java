package io.peregrine.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What goes to a terminal and what to a pipe. */
class TerminalTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private CommandEnvironment environment(Map<String, String> variables, OutputStream out, boolean terminal) {
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new CommandEnvironment(
                variables, new Streams(out, errors, terminal, terminal), Path.of("/nonexistent"), ZoneOffset.UTC);
    }

    private String errors(Map<String, String> variables, boolean terminal) {
        err.reset();
        new Terminal(environment(variables, OutputStream.nullOutputStream(), terminal)).error("No.");
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onlyATerminalGetsColoursAndNotOneThatWantsNone() {
        assertThat(errors(Map.of("TERM", "xterm"), true)).isEqualTo("\033[1;31mError:\033[0m No.\n");
        assertThat(errors(Map.of("TERM", "xterm"), false)).isEqualTo("Error: No.\n");
        assertThat(errors(Map.of("TERM", "xterm", "NO_COLOR", "1"), true)).isEqualTo("Error: No.\n");
        assertThat(errors(Map.of("TERM", "dumb"), true)).isEqualTo("Error: No.\n");
        assertThat(errors(Map.of(), true)).isEqualTo("Error: No.\n");
    }

    @Test
    void aReaderWhoGoesIsNoFailureButAFullDiskIs() throws Exception {
        assertThat(new Terminal(environment(Map.of(), failing("Broken pipe"), false)).print("text"))
                .isZero();
        assertThatThrownBy(() ->
                        new Terminal(environment(Map.of(), failing("No space left on device"), false)).print("text"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Standard output cannot be written: No space left on device.");
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void progressIsOneLineThatComesAfterASecondAndGoes() {
        AtomicLong clock = new AtomicLong();
        PrintStream shown = new PrintStream(err, true, StandardCharsets.UTF_8);
        try (Progress progress = new Progress(Optional.of(shown), clock::get)) {
            progress.at("Reading a", 5, 0.1);
            assertThat(err.size()).isZero();
            clock.set(1_000_000_000L);
            progress.at("Reading a", 1_234_567, 0.42);
            clock.set(1_400_000_000L);
            progress.at("Reading a", 2_000_000, 0.5);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("\r\033[KReading a: 42 %, 1,234,567 events, 1 s");
            clock.set(2_100_000_000L);
            progress.at("Recording a", 9, -1);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r\033[KRecording a: 9 events, 2 s\r\033[K");
    }

    @Test
    void progressIsShownWhereSomebodyLooksAndNothingElseIsPrinted() {
        Terminal watched = new Terminal(environment(Map.of(), OutputStream.nullOutputStream(), true));
        Terminal piped = new Terminal(environment(Map.of(), OutputStream.nullOutputStream(), false));
        assertThat(watched.progress(false).isShown()).isTrue();
        assertThat(watched.progress(true).isShown()).isFalse();
        assertThat(piped.progress(false).isShown()).isFalse();
    }
}
