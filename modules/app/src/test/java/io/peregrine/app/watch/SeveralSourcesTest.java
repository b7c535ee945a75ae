package io.peregrine.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Settings;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.SourceEngine;
import io.peregrine.app.live.SyscallSelection;
import io.peregrine.app.observe.MatchCounters;
import io.peregrine.app.outputs.LogSetup;
import io.peregrine.app.plugins.PluginExchange;
import io.peregrine.app.reload.Following;
import io.peregrine.app.reload.Reloader;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.app.rules.RuleFields;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.fields.catalog.PluginEventText;
import io.peregrine.filter.template.TemplateParser;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.StageTimes;
import io.peregrine.recorder.CaptureFields;
import io.peregrine.recorder.ConditionFilter;
import io.peregrine.recorder.RuleCapture;
import io.peregrine.schema.EventCodes;
import io.peregrine.server.metrics.RuleCount;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session with system calls and the events of a plugin side by side. */
@Timeout(120)
class SeveralSourcesTest {
    private static final SourceName TOY = new SourceName("toy", 42);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Paced toy = new Paced(TOY);
    private final Paced calls = new Paced(SourceName.SYSCALL);
    private final HttpClient http = HttpClient.newHttpClient();
    private CommandEnvironment environment;

    /** Brings a few events of a plugin, or calls, every millisecond, until it is told what comes behind them. */
    private static final class Paced implements EventSource {
        private final SourceName name;
        private final EventWriter writer = new EventWriter();
        private volatile boolean ending;
        private volatile String failure = "";
        private long time;

        Paced(SourceName name) {
            this.name = name;
        }

        @Override
        public Outcome next(EventView view) throws SourceException {
            if (!failure.isEmpty()) {
                throw new SourceException(failure);
            }
            if (ending) {
                return Outcome.END;
            }
            if (++time % 4 == 0) {
                LockSupport.parkNanos(1_000_000);
                return Outcome.IDLE;
            }
            boolean call = name.equals(SourceName.SYSCALL);
            writer.begin(call ? EventCodes.SYSCALL_CLOSE_X : EventCodes.PLUGINEVENT_E, time, call ? 7 : -1, 2);
            (call
                            ? writer.number(0, 8).number(3, 8)
                            : writer.number(name.id(), 4).empty())
                    .wrapIn(view, 0);
            return Outcome.EVENT;
        }

        @Override
        public void close() {
            ending = true;
        }

        OpenSource opened(boolean mayFailAlone) {
            EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));
            return new OpenSource(
                    new SourceFeed(name, List.of(name), this, context, new StateEngine()),
                    name.equals(TOY) ? SourceEngine.SOURCE_PLUGIN : SourceEngine.NODRIVER,
                    mayFailAlone,
                    List.of(),
                    Optional.empty());
        }
    }

    @BeforeEach
    void make() throws Exception {
        environment = new CommandEnvironment(
                Map.of(),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                ZoneOffset.UTC);
        Files.writeString(folder.resolve("peregrine.yaml"), """
            engine: {kind: nodriver}
            log_stderr: true
            file_output: {enabled: true, filename: /dev/null}
            log_syslog: false
            watch_config_files: false
            webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: 0, prometheus_metrics_enabled: true}
            metrics: {enabled: true, interval: 1h, rules_counters_enabled: true, output_rule: false}
            """);
    }

    private static LoadedRules rules() throws Exception {
        Map<String, Catalog> catalogs = Map.of(
                "syscall", BuiltinFields.syscall(FieldSettings.DEFAULT, List.of()),
                "toy", BuiltinFields.plugin(FieldSettings.DEFAULT, "toy", PluginEventText.NONE, List.of()));
        RuleSet set = RuleSet.plan(
                List.of(
                        rule("File closed", "syscall", "evt.type = close", catalogs),
                        rule("Toy event", "toy", "evt.num > 0", catalogs)),
                catalogs,
                new ValueText(BufferFormat.DOTS));
        return new LoadedRules(
                set,
                RuleMatching.FIRST,
                List.of(RuleCapture.NONE, RuleCapture.NONE),
                new SyscallSelection(new BitSet(), Set.of(), Set.of()),
                List.of(),
                Optional.of(RuleProfile.sample(set, 2)));
    }

    private static RuleDefinition rule(String name, String source, String condition, Map<String, Catalog> catalogs)
            throws Exception {
        Catalog catalog = catalogs.get(source);
        return new RuleDefinition(
                RuleLabel.of(name, Priority.WARNING, source, List.of()),
                ConditionFilter.check(condition, catalog),
                new TemplateParser(new ConditionChecker(catalog, Services.ofThisMachine())).parse("%evt.source"),
                Map.of());
    }

    /** Runs a session; what ends it early is in the future. */
    private CompletableFuture<Map<String, Long>> start(boolean mayFailAlone, Optional<Duration> limit) {
        ConfigurationRequest request = new ConfigurationRequest(
                Optional.of(folder.resolve("peregrine.yaml")), List.of(), List.of(), "", false);
        CompletableFuture<Map<String, Long>> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            MatchCounters counters = new MatchCounters();
            try {
                LoadedConfiguration loaded = Settings.load(environment, request);
                RuleFields fields = new RuleFields(new CaptureFields(), new SystemHostNames());
                try (OperatorLog log = LogSetup.open(loaded.values(), environment)) {
                    Following.Loaded first = new Following.Loaded(
                            loaded, loaded.values(), rules(), PluginExchange.none(fields.plugins()));
                    new Session(
                                    new Session.Surroundings(
                                            environment,
                                            log,
                                            List.of(
                                                    (configuration, wanted, root) -> calls.opened(false),
                                                    (configuration, wanted, root) -> toy.opened(mayFailAlone)),
                                            fields,
                                            running -> first,
                                            Reloader.Gathering.USUAL),
                                    new Invocation.Limits(limit, false, true, Optional.empty()))
                            .watch(first, counters);
                }
                Map<String, Long> matches = new TreeMap<>();
                for (RuleCount count : counters.counts()) {
                    matches.put(count.rule().name(), count.matches());
                }
                done.complete(matches);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void await(String text, CompletableFuture<?> session) throws InterruptedException {
        while (!errors().contains(text)) {
            assertThat(session.isDone())
                    .as(() -> errors()
                            + session.handle((value, cause) -> String.valueOf(cause))
                                    .join())
                    .isFalse();
            Thread.sleep(2);
        }
    }

    private String metrics() throws Exception {
        Matcher port = Pattern.compile("listening on 127.0.0.1:(\\d+)").matcher(errors());
        assertThat(port.find()).as(errors()).isTrue();
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** How many events a rule was asked about, as the metrics tell; 0 when they say nothing of it. */
    private static double asked(String metrics, String rule, String source) {
        return metrics.lines()
                .filter(line -> line.startsWith("peregrine_rule_events_asked_total{")
                        && line.contains("rule_name=\"" + rule + "\"")
                        && line.contains("source=\"" + source + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    @Test
    void eachSourceHasItsFiguresAndOneThatEndsLeavesTheOtherWhichFollowsReloads() throws Exception {
        CompletableFuture<Map<String, Long>> session = start(false, Optional.empty());
        await("listening on", session);
        String text = metrics();
        while (asked(text, "Toy event", "toy") == 0 && !session.isDone()) {
            Thread.sleep(20);
            text = metrics();
        }
        assertThat(text).contains("evt_source=\"syscall\"", "evt_source=\"toy\"", "engine_name=\"source_plugin\"");
        assertThat(text.lines().filter(line -> line.startsWith("peregrine_stage_nanoseconds_total{")))
                .as("the time by stage")
                .hasSize(2 * StageTimes.Stage.values().length)
                .anyMatch(line ->
                        line.contains("stage=\"state\"") && line.contains("source=\"toy\"") && !line.endsWith(" 0"));
        double asked = asked(text, "Toy event", "toy");
        assertThat(asked).isPositive();

        toy.ending = true;
        await("The source toy has ended.", session);
        new ProcessBuilder("kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        await("Configuration and rules were reloaded.", session);
        assertThat(session).isNotDone();
        double closed = asked(metrics(), "File closed", "syscall");
        while (asked(metrics(), "File closed", "syscall") <= closed && !session.isDone()) {
            Thread.sleep(20);
        }
        assertThat(asked(metrics(), "Toy event", "toy"))
                .as("what ended keeps its count")
                .isGreaterThanOrEqualTo(asked);
        calls.ending = true;

        Map<String, Long> matches = session.join();
        assertThat(matches.get("File closed")).isPositive();
        assertThat(matches.get("Toy event")).isPositive();
        assertThat(errors()).contains("(toy) Elapsed time: ", "Elapsed time: ");
    }

    @Test
    void aSignalOrALimitEndsAll() throws Exception {
        CompletableFuture<Map<String, Long>> session = start(false, Optional.of(Duration.ofSeconds(1)));

        assertThat(session.join().get("Toy event")).isPositive();
    }

    @Test
    void aFailureEndsAllAndIsWhatTheUserReads() throws Exception {
        CompletableFuture<Map<String, Long>> session = start(false, Optional.empty());
        await("listening on", session);
        toy.failure = "The toy is broken.";

        assertThat(session.handle((matches, cause) -> cause).join())
                .isInstanceOf(CommandFailure.class)
                .hasMessage("The toy is broken.");
    }

    @Test
    void aSourceThatMayFailAloneIsToldAndTheOtherGoesOn() throws Exception {
        CompletableFuture<Map<String, Long>> session = start(true, Optional.empty());
        await("listening on", session);
        toy.failure = "The toy is broken.";
        await("The source toy failed: The toy is broken.", session);
        assertThat(session).isNotDone();
        calls.ending = true;

        assertThat(session.join().get("File closed")).isPositive();
    }
}
