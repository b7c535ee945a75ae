package io.peregrine.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Settings;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.observe.MatchCounters;
import io.peregrine.app.outputs.LogSetup;
import io.peregrine.app.plugins.PluginExchange;
import io.peregrine.app.read.CaptureSummary;
import io.peregrine.app.reload.Following;
import io.peregrine.app.reload.Reloader;
import io.peregrine.app.reload.RestartSettings;
import io.peregrine.app.rules.RuleFields;
import io.peregrine.app.rules.RulesLoading;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Progress;
import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.recorder.CaptureFields;
import io.peregrine.schema.EventCodes;
import io.peregrine.testkit.RecordedCapture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reloads of a session whose source never pauses. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReloadTest {
    private static final String RELOADED = "Configuration and rules were reloaded.";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path config;
    private Path rules;
    private CommandEnvironment environment;
    private RepeatingSource source;

    @BeforeEach
    void make() throws Exception {
        config = folder.resolve("peregrine.yaml");
        rules = folder.resolve("rules.yaml");
        environment = new CommandEnvironment(
                Map.of(), out, new PrintStream(err, true, StandardCharsets.UTF_8), folder, ZoneOffset.UTC);
        source = RepeatingSource.of(RecordedCapture.SUSPICIOUS.in(folder), EventCodes.SYSCALL_EXECVE_19_X);
        writeRules("first");
        writeConfig("false", "watch_config_files: false");
    }

    private void writeRules(String word) throws Exception {
        replace(rules, """
            - rule: Program started
              desc: Every exec.
              condition: evt.type = execve
              output: %s number=%%evt.num
              priority: WARNING
            """.formatted(word));
    }

    private void writeConfig(String json, String more) throws Exception {
        replace(config, """
            engine: {kind: replay, replay: {capture_file: none.scap}}
            rules_files: [%s]
            log_stderr: true
            log_syslog: false
            stdout_output: {enabled: true}
            json_output: %s
            %s
            """.formatted(rules, json, more));
    }

    /** As an editor does it: the file is whole at every moment. */
    private static void replace(Path file, String text) throws Exception {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private CompletableFuture<MatchCounters> start(Duration quiet) {
        ConfigurationRequest request = new ConfigurationRequest(Optional.of(config), List.of(), List.of(), "", false);
        return CompletableFuture.supplyAsync(() -> {
            try {
                LoadedConfiguration loaded = Settings.load(environment, request);
                MatchCounters counters = new MatchCounters();
                RuleFields fields = new RuleFields(new CaptureFields(), new SystemHostNames());
                try (OperatorLog log = LogSetup.open(loaded.values(), environment)) {
                    Following.Loading loading = running -> {
                        LoadedConfiguration next = Settings.load(environment, request);
                        Configuration values = RestartSettings.kept(running, next.values());
                        return new Following.Loaded(
                                next,
                                values,
                                new RulesLoading(values, environment, fields, log).load(),
                                PluginExchange.none(fields.plugins()));
                    };
                    new Session(
                                    new Session.Surroundings(
                                            environment,
                                            log,
                                            List.of((configuration, calls, root) -> source.opened()),
                                            fields,
                                            loading,
                                            new Reloader.Gathering(quiet, Duration.ofSeconds(2))),
                                    new Invocation.Limits(Optional.empty(), false, false, Optional.empty()))
                            .watch(loading.load(loaded.values()), counters);
                }
                return counters;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void hangUp() throws Exception {
        new ProcessBuilder("kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private long count(String text) {
        return errors().lines().filter(line -> line.contains(text)).count();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }

    private BitSet numbers() {
        BitSet numbers = new BitSet();
        Pattern number = Pattern.compile("number=([0-9]+)");
        out.toString(StandardCharsets.UTF_8).lines().forEach(line -> {
            Matcher found = number.matcher(line);
            if (found.find()) {
                assertThat(numbers.get(Integer.parseInt(found.group(1)))).isFalse();
                numbers.set(Integer.parseInt(found.group(1)));
            }
        });
        return numbers;
    }

    @Test
    void aHundredReloadsUnderLoadLoseNoEvent() throws Exception {
        CompletableFuture<MatchCounters> run = start(Duration.ofMillis(1));
        until(() -> out.size() > 0 || run.isDone());
        for (int i = 1; i <= 100; i++) {
            int reloads = i;
            writeRules("turn " + i);
            writeConfig(i % 2 == 0 ? "true" : "false", "watch_config_files: false");
            hangUp();
            until(() -> count(RELOADED) >= reloads || run.isDone());
        }
        source.end();
        MatchCounters counters = run.get();
        BitSet delivered = source.delivered();
        assertThat(count(RELOADED)).isEqualTo(100);
        assertThat(counters.total()).isEqualTo(delivered.cardinality());
        assertThat(numbers()).isEqualTo(delivered);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(" Warning turn 99 ")
                .contains("\"output\":\"");
    }

    @Test
    void aBrokenFileLeavesEverythingAsItIsAndIsTold() throws Exception {
        CompletableFuture<MatchCounters> run = start(Duration.ofMillis(1));
        until(() -> out.size() > 0 || run.isDone());
        writeConfig("true", "priority: nonsense");
        hangUp();
        until(() -> count("The reload failed and everything goes on as before") == 1 || run.isDone());
        writeConfig("false", "");
        replace(rules, "- rule: [");
        hangUp();
        until(() -> count("The reload failed and everything goes on as before") == 2 || run.isDone());
        source.end();
        run.get();
        String alerts = out.toString(StandardCharsets.UTF_8);
        assertThat(errors()).contains("priority").contains("LOAD_ERR_YAML_PARSE");
        assertThat(alerts.lines().filter(line -> line.contains("Critical Falco internal: hot restart failure: ")))
                .hasSize(2);
        assertThat(alerts).doesNotContain("{\"");
        assertThat(numbers()).isEqualTo(source.delivered());
    }

    @Test
    void aRecorderThatIsSwitchedOnAndOffByReloadsLosesNoEvent() throws Exception {
        String capture =
                "watch_config_files: false\ncapture: {enabled: %s, mode: all_rules, default_duration: 1, path_prefix: "
                        + folder.resolve("recorded") + "}";
        CompletableFuture<MatchCounters> run = start(Duration.ofMillis(1));
        until(() -> out.size() > 0 || run.isDone());
        for (int i = 1; i <= 4; i++) {
            int reloads = i;
            writeConfig("false", capture.formatted(i % 2 == 1));
            hangUp();
            until(() -> count(RELOADED) >= reloads || run.isDone());
            int seen = out.size();
            until(() -> out.size() > seen || run.isDone());
        }
        source.end();
        run.get();
        assertThat(numbers()).isEqualTo(source.delivered());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> recorded =
                    files.filter(file -> file.toString().endsWith(".scap")).toList();
            assertThat(recorded).isNotEmpty();
            for (Path file : recorded) {
                assertThat(CaptureSummary.of(file, Progress.none(), Assertions::fail)
                                .damage())
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void aPluginComesAndGoesWithTheReloadThatNamesIt() throws Exception {
        String plugin =
                "watch_config_files: false\nplugins: [{name: container, library_path: libcontainer.so}]\nload_plugins: [%s]";
        writeConfig("false", plugin.formatted(""));
        CompletableFuture<MatchCounters> run = start(Duration.ofMillis(1));
        until(() -> out.size() > 0 || run.isDone());
        writeRules("container=%container.id");
        hangUp();
        until(() -> count("The reload failed and everything goes on as before") == 1 || run.isDone());
        writeConfig("false", plugin.formatted("container"));
        hangUp();
        until(() -> out.toString(StandardCharsets.UTF_8).contains("container=host") || run.isDone());
        writeConfig("false", plugin.formatted(""));
        hangUp();
        until(() -> count("The reload failed and everything goes on as before") == 2 || run.isDone());
        source.end();
        run.get();
        assertThat(errors()).contains("container.id");
        assertThat(count(RELOADED)).isEqualTo(1);
        assertThat(numbers()).isEqualTo(source.delivered());
    }

    @Test
    void whatBelongsToTheOpenSourceIsNamed() throws Exception {
        CompletableFuture<MatchCounters> run = start(Duration.ofMillis(1));
        until(() -> out.size() > 0 || run.isDone());
        writeConfig("false", "falco_libs: {snaplen: 200}\nstate: {max_memory_mb: 70}");
        hangUp();
        until(() -> count(RELOADED) == 1 || run.isDone());
        source.end();
        run.get();
        assertThat(errors())
                .contains("These settings changed but belong to the open source, which keeps the old values until"
                        + " Peregrine is started again: falco_libs.snaplen, state.max_memory_mb.");
    }

    @Test
    void aSwappedLinkOfAConfigMapIsOneReload() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        fillMount(mount, "one", "old");
        rules = mount.resolve("rules.yaml");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(rules, Path.of("..data/rules.yaml"));
        writeConfig("false", "watch_config_files: true");
        CompletableFuture<MatchCounters> run = start(Duration.ofMillis(150));
        until(() -> out.size() > 0 || run.isDone());
        fillMount(mount, "two", "new");
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..two"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(mount.resolve("..one/rules.yaml"));
        Files.delete(mount.resolve("..one"));
        until(() -> out.toString(StandardCharsets.UTF_8).contains("Warning new ") || run.isDone());
        hangUp();
        until(() -> count(RELOADED) == 2 || run.isDone());
        source.end();
        run.get();
        assertThat(count(RELOADED)).isEqualTo(2);
        assertThat(numbers()).isEqualTo(source.delivered());
    }

    private void fillMount(Path mount, String version, String word) throws Exception {
        rules = Files.createDirectory(mount.resolve(".." + version)).resolve("rules.yaml");
        writeRules(word);
    }
}
