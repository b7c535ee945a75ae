package io.peregrine.output.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.ffi.UnixDatagram;
import io.peregrine.output.AlertSink;
import io.peregrine.output.Alerts;
import io.peregrine.output.sink.SyslogSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogSocketTest {
    @TempDir
    private Path dir;

    @Test
    void messagesLookAsTheCLibraryWritesThem() throws Exception {
        Path path = dir.resolve("log");
        try (UnixDatagram daemon = UnixDatagram.bind(path);
                SyslogSocket socket = socket(path)) {
            assertThat(socket.send(4, "hello é")).isTrue();
            assertThat(text(daemon)).matches("<12>Nov {1,2}\\d{1,2} \\d\\d:\\d\\d:44 peregrine: hello é");
            new SyslogSink(socket).write(List.of(Alerts.message("x")));
            assertThat(text(daemon)).startsWith("<12>Nov").endsWith("peregrine: " + Alerts.line("x"));
        }
    }

    @Test
    void aRestartedDaemonIsFoundAgain() throws Exception {
        Path path = dir.resolve("log");
        try (SyslogSocket socket = socket(path)) {
            try (UnixDatagram daemon = UnixDatagram.bind(path)) {
                assertThat(socket.send(6, "one")).isTrue();
                assertThat(text(daemon)).endsWith("one");
            }
            Files.delete(path);
            try (UnixDatagram daemon = UnixDatagram.bind(path)) {
                assertThat(socket.send(6, "two")).isTrue();
                assertThat(text(daemon)).endsWith("two");
            }
        }
    }

    @Test
    void aMissingOrFullSystemLogIsSaid() throws Exception {
        try (SyslogSocket socket = socket(dir.resolve("none"))) {
            assertThat(socket.send(6, "x")).isFalse();
            assertThatThrownBy(() -> new SyslogSink(socket).write(List.of(Alerts.message("x"))))
                    .isInstanceOf(AlertSink.RefusedException.class);
        }
        Path path = dir.resolve("log");
        try (UnixDatagram unread = UnixDatagram.bind(path);
                SyslogSocket socket = socket(path)) {
            int sent = 0;
            while (sent < 5000 && socket.send(6, "x".repeat(1000))) {
                sent++;
            }
            assertThat(sent).isBetween(1, 4999);
            assertThat(text(unread)).endsWith("xxx");
        }
    }

    private static SyslogSocket socket(Path path) {
        return new SyslogSocket(path, "peregrine", InstantSource.fixed(Instant.parse("2026-11-22T00:21:44Z")));
    }

    private static String text(UnixDatagram socket) throws Exception {
        return new String(socket.receive(65536), StandardCharsets.UTF_8);
    }
}
