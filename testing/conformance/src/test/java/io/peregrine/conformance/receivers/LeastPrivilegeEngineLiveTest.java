package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine as an ordinary user with the capabilities of {@code scripts/least-privilege}: it watches, serves over TLS with a key that only root may
 * read, writes its output file, and reloads rules, which only root may read too, that need a call which was not watched and whose program was not
 * loaded before.
 */
@Timeout(300)
class LeastPrivilegeEngineLiveTest {
    private static final int[] SUCCESS = {0};
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    @Test
    void servesWatchesAndReloads() throws Exception {
        Machine.assumeRoot();
        String openssl = Machine.program("openssl", "openssl");
        String curl = Machine.program("curl", "curl");
        Machine.program("setpriv", "util-linux");
        Path key = forRoot("key.pem", "");
        Path certificate = folder.resolve("certificate.pem");
        Machine.run(
                SUCCESS,
                openssl,
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-days",
                "2",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        Path both = forRoot("both.pem", Files.readString(certificate) + Files.readString(key));
        Files.createFile(folder.resolve("alerts"));
        Machine.run(SUCCESS, "chown", "nobody", folder.resolve("alerts").toString());
        Machine.run(SUCCESS, "chmod", "711", folder.toString());
        rules("openat");

        String starter = EngineProcess.home().resolve("scripts/least-privilege").toString();
        try (EngineProcess engine = EngineProcess.startBy(List.of(starter), folder, configuration(both))) {
            awaitOrSkip(engine);
            String port = engine.err().replaceAll("(?s).*listening on 127.0.0.1:([0-9]+).*", "$1");
            String url = "https://127.0.0.1:" + port + "/readyz";
            engine.until(
                    () -> Machine.run(new int[] {0, 7, 22, 35}, curl, "-s", "--cacert", certificate.toString(), url)
                            .contains("\"ready\""));
            assertThat(Files.readString(Path.of("/proc/" + engine.pid() + "/status")))
                    .as("no root behind it")
                    .containsPattern("Uid:\\s+" + NOBODY + "\\s+" + NOBODY);
            engine.until(() -> seen("openat"));

            rules("flock");
            engine.hangUp();
            engine.until(() -> engine.err().contains("were reloaded"));
            engine.until(() -> seen("flock"));
            assertThat(engine.stop()).as(engine.err()).isZero();
        }
    }

    /** Makes a call that the rule of this name is about and says whether an alert of it was written. */
    private boolean seen(String call) throws Exception {
        Machine.run(
                SUCCESS,
                Machine.program("flock", "util-linux"),
                folder.resolve("lock").toString(),
                "true");
        return Files.readString(folder.resolve("alerts")).contains("seen " + call);
    }

    private static void awaitOrSkip(EngineProcess engine) throws Exception {
        try {
            engine.until(() -> engine.err().contains("Opening 'syscall' source"));
        } catch (AssertionError e) {
            Assumptions.abort("no live probe for an ordinary user on this machine: " + engine.err());
        }
    }

    private void rules(String call) throws Exception {
        forRoot("rules.yaml", """
            - rule: Seen
              desc: A call of this test.
              condition: evt.type = %s and proc.name = flock
              output: seen %%evt.type
              priority: NOTICE
            """.formatted(call));
    }

    /** A file that only root may read. */
    private Path forRoot(String name, String content) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String configuration(Path certificate) {
        return """
            rules_files: [%s]
            log_stderr: true
            log_syslog: false
            log_level: info
            watch_config_files: false
            file_output: {enabled: true, keep_alive: false, filename: %s}
            webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: 0, ssl_enabled: true, ssl_certificate: %s}
            """.formatted(folder.resolve("rules.yaml"), folder.resolve("alerts"), certificate);
    }
}
