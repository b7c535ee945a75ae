package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and the log in Debian's rsyslog. */
@Timeout(300)
class SystemLogTest {
    private static final Path DEV_LOG = Path.of("/dev/log");

    @TempDir
    Path folder;

    @Test
    void alertsAndLogReachTheSystemLog() throws Exception {
        Machine.assumeRoot();
        String daemon = Machine.program("rsyslogd", "rsyslog");
        Assumptions.assumeFalse(Files.exists(DEV_LOG), "this machine has a system log of its own, which is left alone");
        Path messages = folder.resolve("messages");
        Path config = Files.writeString(folder.resolve("rsyslog.conf"), """
                module(load="imuxsock" SysSock.RateLimit.Interval="0")
                template(name="plain" type="string" string="%%syslogfacility-text%%.%%syslogseverity-text%% %%syslogtag%%%%msg%%\\n")
                action(type="omfile" file="%s" template="plain")
                """.formatted(messages));
        Process log = new ProcessBuilder(
                        daemon,
                        "-n",
                        "-f",
                        config.toString(),
                        "-i",
                        folder.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("daemon").toFile())
                .start();
        try {
            while (!Files.exists(DEV_LOG)) {
                assertThat(log.isAlive())
                        .as(Files.readString(folder.resolve("daemon")))
                        .isTrue();
                Thread.sleep(10);
            }
            String more = "syslog_output: {enabled: true}\nstdout_output: {enabled: true}\nlog_syslog: true";
            try (EngineProcess engine = EngineProcess.start(
                    folder, Replays.configuration(folder, "").replace("log_syslog: false\n", "") + more)) {
                assertThat(engine.await()).as(engine.err()).isZero();
                long[] expected = Replays.numbers(engine.out());
                assertThat(expected).hasSizeGreaterThan(1000);
                while (Replays.numbers(Files.readString(messages)).length < expected.length) {
                    Thread.sleep(10);
                }
                String received = Files.readString(messages);
                assertThat(Replays.numbers(received)).isEqualTo(expected);
                assertThat(received)
                        .contains("user.warning peregrine: ")
                        .contains("user.info peregrine: Peregrine version: ");
            }
        } finally {
            log.destroy();
            log.waitFor();
            Files.deleteIfExists(DEV_LOG);
        }
    }
}
