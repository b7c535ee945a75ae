package io.peregrine.app.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Peregrine;
import io.peregrine.plugin.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reload exchanges the plugins whose entries changed, in the running product, and leaves the others. Every tick is an alert that says which instance of each plugin
 * answered: its configuration, the how manieth it is, and a number.
 */
class PluginExchangeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path built;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> entries = new ArrayList<>();
    private CompletableFuture<Integer> run = new CompletableFuture<>();

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Path source = built.resolve("exchange.c");
        TestPlugins.copy("exchange.c", source);
        for (String kind : List.of("TICKS", "TOCKS", "KEEPER", "READER")) {
            TestPlugins.compile(source, kind, built.resolve(kind + ".so"));
        }
        Path java = Files.createDirectories(built.resolve("marks")).resolve("MarksPlugin.java");
        TestPlugins.copy("MarksPlugin.java.txt", java);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, System.err, "-cp", System.getProperty("java.class.path"), java.toString()))
                .isZero();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(built.resolve("marks.jar")))) {
            jar.putNextEntry(new JarEntry("marks/MarksPlugin.class"));
            Files.copy(built.resolve("marks/MarksPlugin.class"), jar);
            jar.putNextEntry(new JarEntry("META-INF/services/" + Plugin.class.getName()));
            jar.write("marks.MarksPlugin".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Files of a test's own: the system loads a file that it knows only once. */
    @BeforeEach
    void copyLibraries() throws IOException {
        try (Stream<Path> files = Files.list(built)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        Files.writeString(folder.resolve("stop"), "");
        Files.writeString(folder.resolve("stop2"), "");
        run.get();
    }

    private void entry(String name, String file, String config, String more) {
        entries.removeIf(entry -> entry.startsWith("{name: " + name + ","));
        entries.add("{name: " + name + ", library_path: " + folder.resolve(file) + ", init_config: '" + config + "'"
                + more + "}");
    }

    private void ticks(String config, String open) {
        source("ticks", config, open);
    }

    private void source(String name, String config, String open) {
        entry(name, name.toUpperCase(Locale.ROOT) + ".so", config, ", open_params: '" + open + "'");
    }

    private void remove(String name) {
        entries.removeIf(entry -> entry.startsWith("{name: " + name + ","));
    }

    private String stopFile() {
        return folder.resolve("stop").toString();
    }

    private void write(String output) throws IOException {
        Files.writeString(
                folder.resolve("rules.yaml"),
                "- {rule: Tick, desc: d, source: ticks, condition: evt.num > 0, priority: INFO, output: 'tick " + output
                        + " end'}\n");
        Path next = folder.resolve("next.yaml");
        Files.writeString(next, """
                engine: {kind: nodriver}
                webserver: {enabled: false}
                watch_config_files: false
                stdout_output: {enabled: true}
                log_stderr: true
                log_level: info
                rules_files: [%s]
                plugins:
                  - %s
                """.formatted(folder.resolve("rules.yaml"), String.join("\n  - ", entries)));
        Files.move(next, folder.resolve("peregrine.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void start(String output) throws IOException {
        write(output);
        startSources("ticks");
    }

    private void startSources(String... sources) {
        List<String> arguments =
                new ArrayList<>(List.of("-c", folder.resolve("peregrine.yaml").toString()));
        for (String source : sources) {
            arguments.addAll(List.of("--enable-source", source));
        }
        run = CompletableFuture.supplyAsync(() -> Peregrine.run(
                arguments,
                new CommandEnvironment(
                        Map.of(),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TestPlugins.HOME,
                        ZoneOffset.UTC)));
    }

    private String alerts() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String log() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Until it is so, the run has ended, or a minute has gone. */
    private void await(BooleanSupplier condition) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean() && !run.isDone() && System.nanoTime() - begun < PATIENCE.toNanos()) {
            Thread.sleep(5);
        }
    }

    private void awaitTick(String text) throws InterruptedException {
        await(() -> alerts().contains("tick " + text + " end"));
        assertThat(alerts()).as(log()).contains("tick " + text + " end");
    }

    private void reload(String output, String told) throws Exception {
        write(output);
        reload(told);
    }

    private void hangUp() throws Exception {
        new ProcessBuilder("kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
    }

    private void reload(String told) throws Exception {
        hangUp();
        await(() -> log().contains(told));
        assertThat(log()).contains(told);
    }

    @Test
    void aSourceIsExchangedAndWhatDidNotChangeRunsOn() throws Exception {
        ticks("one", stopFile());
        entry("keeper", "KEEPER.so", "k", "");
        start("%ticks.from %keeper.from");
        awaitTick("one/1/0 k/1/3");

        ticks("two", stopFile());
        reload("%ticks.from %keeper.from", "Configuration and rules were reloaded.");

        assertThat(log()).contains("The plugin 'ticks' was exchanged between two events (sources: ticks).");
        assertThat(log()).doesNotContain("'keeper' was exchanged");
        long seen =
                alerts().lines().filter(line -> line.contains("tick one/1/0")).count();
        awaitTick("two/2/0 k/1/" + (seen + 1));
    }

    @Test
    void aParserIsExchangedAndTheTablesOfTheSourceStay() throws Exception {
        ticks("one", stopFile());
        entry("keeper", "KEEPER.so", "k", "");
        entry("reader", "READER.so", "r", "");
        start("%ticks.from %keeper.from %reader.from");
        awaitTick("one/1/0 k/1/3 r/1/1");

        entry("keeper", "KEEPER.so", "other", "");
        entries.add(entries.remove(1));
        reload("%ticks.from %keeper.from %reader.from", "Configuration and rules were reloaded.");

        assertThat(log())
                .contains("The plugin 'keeper' was exchanged between two events (sources: ticks).")
                .as("who uses the keeper's table")
                .contains("The plugin 'reader' was exchanged between two events (sources: ticks).")
                .doesNotContain("'ticks' was exchanged");
        long seen = alerts().lines().filter(line -> line.contains(" k/1/")).count();
        awaitTick("one/1/0 other/2/" + (seen + 1) + " r/2/2");
    }

    @Test
    void whatCannotBeExchangedLeavesEverythingAsItWas() throws Exception {
        ticks("one", stopFile());
        entry("keeper", "KEEPER.so", "k", "");
        start("%ticks.from");
        awaitTick("one/1/0");

        ticks("two", "nowhere");
        reload("%ticks.from two", "nothing ticks at nowhere");
        assertThat(log()).contains("The reload failed and everything goes on as before: nothing ticks at nowhere");

        ticks("refused", stopFile());
        reload("%ticks.from three", "could not initialize plugin: the configuration is refused");

        ticks("one", stopFile());
        entry("keeper", "KEEPER.so", "refused", "");
        reload("%ticks.from four", "could not initialize plugin: the configuration is refused");

        ticks("last", folder.resolve("stop2").toString());
        entry("keeper", "KEEPER.so", "k", "");
        reload("%ticks.from five", "The plugin 'ticks' was exchanged");
        awaitTick("last/4/0 five");
        assertThat(alerts())
                .doesNotContain("two end")
                .doesNotContain("three end")
                .doesNotContain("four end");
    }

    /** The first source has changed by then, so the reload holds, and the log says who does not follow. */
    @Test
    void aSourceThatCannotBeginBehindAnotherThatHasChangedKeepsWhatItHas() throws Exception {
        source("ticks", "one", stopFile());
        source("tocks", "uno", stopFile());
        write("%ticks.from");
        addTocks("%tocks.from");
        startSources("ticks", "tocks");
        awaitTick("one/1/0");
        awaitTick("uno/1/0");

        source("ticks", "two", stopFile());
        source("tocks", "due", "nowhere");
        write("%ticks.from");
        addTocks("%tocks.from changed");
        hangUp();
        await(() -> log().contains("Configuration and rules were reloaded."));

        assertThat(log())
                .contains("The source tocks keeps its plugins and rules as they were: nothing ticks at nowhere")
                .contains("The plugin 'ticks' was exchanged between two events (sources: ticks).")
                .doesNotContain("The plugin 'tocks' was exchanged")
                .doesNotContain("The reload failed");
        awaitTick("two/2/0");
        int before = out.size();
        await(() -> alerts().substring(before).contains("tick uno/1/0 end"));
        assertThat(alerts()).doesNotContain("changed end").doesNotContain("due/");
        assertThat(alerts().substring(before)).contains("tick uno/1/0 end");

        source("tocks", "tre", stopFile());
        write("%ticks.from");
        addTocks("%tocks.from changed");
        reload("The plugin 'tocks' was exchanged between two events (sources: tocks).");
        awaitTick("tre/3/0 changed");
    }

    private void addTocks(String output) throws IOException {
        Files.writeString(
                folder.resolve("rules.yaml"),
                "- {rule: Tock, desc: d, source: tocks, condition: evt.num > 0, priority: INFO, output: 'tick " + output
                        + " end'}\n",
                StandardOpenOption.APPEND);
    }

    @Test
    void aPluginComesAndGoes() throws Exception {
        ticks("one", stopFile());
        start("%ticks.from");
        awaitTick("one/1/0");

        entry("marks", "marks.jar", "m", "");
        reload("%ticks.from %marks.from", "The plugin 'marks' was added between two events (sources: ticks).");
        awaitTick("one/1/0 m/1");

        entry("marks", "marks.jar", "n", "");
        reload("%ticks.from %marks.from", "The plugin 'marks' was exchanged between two events (sources: ticks).");
        awaitTick("one/1/0 n/2");

        Files.move(folder.resolve("marks.jar"), folder.resolve("moved.jar"));
        entry("marks", "moved.jar", "o", "");
        reload("%ticks.from %marks.from as another file", "Configuration and rules were reloaded.");
        awaitTick("one/1/0 o/1 as another file");

        remove("marks");
        reload("%ticks.from without", "The plugin 'marks' was removed between two events.");
        awaitTick("one/1/0 without");
    }

    @Test
    void sourcesComeAndGoAtAStartOnly() throws Exception {
        ticks("one", stopFile());
        entry("keeper", "KEEPER.so", "k", "");
        start("%ticks.from");
        awaitTick("one/1/0");

        remove("ticks");
        reload(
                "%ticks.from still",
                "The changed entry of the plugin 'ticks' waits until Peregrine is started again, because event sources come and go at a"
                        + " start only ('ticks'); the plugin runs on as it was.");
        awaitTick("one/1/0 still");
    }
}
