package io.peregrine.output.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OperatorLogTest {
    private static final Instant TIME = Instant.parse("2026-11-22T00:21:44.5Z");
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void linesLookAsOperatorsKnowThem() {
        assertThat(LogFormat.TEXT.line(TIME, ZoneOffset.UTC, LogLevel.INFO, "hello"))
                .isEqualTo("Sun Nov 22 00:21:44 2026: hello");
        assertThat(LogFormat.TEXT.line(TIME, ZoneId.of("Asia/Tokyo"), LogLevel.INFO, "hello"))
                .isEqualTo("Sun Nov 22 09:21:44 2026: hello");
        assertThat(LogFormat.TEXT_ISO_8601.line(TIME, ZoneId.of("Asia/Tokyo"), LogLevel.INFO, "hello"))
                .isEqualTo("2026-11-22T00:21:44+0000: hello");
        assertThat(LogFormat.JSON.line(TIME, ZoneOffset.UTC, LogLevel.WARNING, "say \"hi\""))
                .isEqualTo(
                        "{\"level\":\"warning\",\"message\":\"say \\\"hi\\\"\",\"time\":\"2026-11-22T00:21:44.500Z\"}");
    }

    @Test
    void theThresholdDecidesWhatIsWritten() {
        List<String> syslog = new CopyOnWriteArrayList<>();
        OperatorLog log = log(new PrintStream(bytes), (severity, message) -> syslog.add(severity + message));
        log.debug("no");
        log.info("yes\n");
        log.log(LogLevel.EMERGENCY, "help");
        log.close();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("Sun Nov 22 00:21:44 2026: yes\nSun Nov 22 00:21:44 2026: help\n");
        assertThat(syslog).containsExactly("6yes", "0help");
    }

    @Test
    void aTerminalThatDoesNotReadStopsNobody() {
        CountDownLatch release = new CountDownLatch(1);
        OperatorLog log = log(
                new PrintStream(new OutputStream() {
                    @Override
                    public void write(int b) {
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        bytes.write(b);
                    }
                }),
                (severity, message) -> true);
        for (int i = 0; i < 10_000; i++) {
            log.info("line " + i);
        }
        release.countDown();
        log.flush(Duration.ofSeconds(10));
        log.info("last");
        log.close();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("line 4000")
                .containsPattern("59\\d\\d log messages were dropped")
                .endsWith("last\n");
    }

    @Test
    void levelsAreReadInAnyCase() {
        assertThat(LogLevel.parse("Info")).contains(LogLevel.INFO);
        assertThat(LogLevel.parse("informational")).isEmpty();
        assertThat(LogLevel.CRITICAL.spelling()).isEqualTo("critical");
    }

    private static OperatorLog log(PrintStream stderr, SyslogChannel syslog) {
        return new OperatorLog(
                new OperatorLog.Settings(
                        LogLevel.INFO, LogFormat.TEXT, ZoneOffset.UTC, Optional.of(stderr), Optional.of(syslog)),
                InstantSource.fixed(TIME));
    }
}
