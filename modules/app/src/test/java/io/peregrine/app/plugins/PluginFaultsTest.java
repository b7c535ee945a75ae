package io.peregrine.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Peregrine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the product makes of a native plugin that does odd things and leaves the process alive. */
class PluginFaultsTest {
    private static final String REPLACED = "\ufffd\ufffd odd \ufffd(";

    @TempDir
    static Path built;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        compile("odd.c", "odd.so");
        compile("exchange.c", "ticks.so");
    }

    private static void compile(String source, String library) throws IOException, InterruptedException {
        Path file = built.resolve(source);
        TestPlugins.copy(source, file);
        TestPlugins.compile(file, "TICKS", built.resolve(library));
    }

    private int run(String oddity, String condition, String more) throws IOException {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(
                rules,
                "- {rule: Odd, desc: d, source: odd, condition: '" + condition
                        + "', output: 'odd %odd.text %evt.plugininfo %evt.asynctype', priority: INFO}\n");
        Files.writeString(
                folder.resolve("peregrine.yaml"), """
                engine: {kind: nodriver}
                webserver: {enabled: false}
                watch_config_files: false
                stdout_output: {enabled: true}
                log_stderr: true
                log_level: debug
                rules_files: [%s]
                plugins:
                  - {name: odd, library_path: %s, init_config: %s%s
                """.formatted(rules, built.resolve("odd.so"), oddity, more));
        return Peregrine.run(
                List.of("-c", folder.resolve("peregrine.yaml").toString(), "--disable-source", "syscall"),
                new CommandEnvironment(
                        Map.of(),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TestPlugins.HOME,
                        ZoneOffset.UTC));
    }

    private String alerts() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String log() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void twentyThreadsCallAtOnceAndNothingIsLost() throws IOException {
        assertThat(run("threads", "evt.asynctype = oddity", "}")).as(log()).isZero();
        assertThat(alerts().lines().filter(line -> line.endsWith(" oddity"))).hasSize(20_000);
        assertThat(log().lines().filter(line -> line.endsWith("odd: a line of a thread")))
                .hasSize(200);
    }

    @Test
    void bytesThatAreNoTextAreReplacedWhereverTheyComeFrom() throws IOException {
        assertThat(run("utf8", "odd.text exists", "}")).isEqualTo(1);
        assertThat(alerts()).contains("odd " + REPLACED + " " + REPLACED);
        assertThat(log()).contains(REPLACED + ": " + REPLACED).contains("Error: " + REPLACED);
    }

    @Test
    void millionsInABatchAreJudgedOneAfterAnother() throws IOException {
        assertThat(run("millions", "evt.num in (1, 2999999, 3000000)", "}"))
                .as(log())
                .isZero();
        assertThat(alerts()).contains("Events detected: 3");
    }

    @Test
    void aFailureAtTheFirstBatchEndsAllOrTheSourceAlone() throws IOException {
        String ticks = "\n  - {name: ticks, library_path: " + built.resolve("ticks.so") + ", open_params: "
                + Files.writeString(folder.resolve("stop"), "") + "}";
        assertThat(run("first", "evt.num > 0", "}" + ticks)).isEqualTo(1);
        assertThat(log()).contains("The source odd failed: " + REPLACED);

        err.reset();
        assertThat(run("first", "evt.num > 0", ", on_failure: continue}" + ticks))
                .as(log())
                .isZero();
        assertThat(log()).contains("The source odd failed: " + REPLACED).contains("The source ticks has ended.");
    }
}
