package io.peregrine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of settings: how they may be written, and what is said of those that cannot be used. */
class ConfigurationValuesTest {
    @TempDir
    private Path dir;

    @Test
    void valuesAreReadInEverySpellingOfYaml() throws Exception {
        Configuration values = load("""
                json_output: Yes
                buffered_outputs: "on"
                webserver: {enabled: TRUE, listen_port: "0x1F90", listen_address: "::1"}
                syscall_event_drops: {threshold: .5, actions: log}
                priority: Info
                capture: {lookback: {duration: 1m 30s, max_size_mb: 8}}
                static_fields: {site: rome, rack: 7}
                http_output:
                """).values();
        assertThat(values.format().json()).isTrue();
        assertThat(values.outputs().buffered()).isTrue();
        assertThat(values.webserver().port()).isEqualTo(8080);
        assertThat(values.drops().threshold()).isEqualTo(0.5);
        assertThat(values.drops().actions()).containsExactly(DropSettings.Action.LOG);
        assertThat(values.rules().minimumPriority()).isEqualTo("info");
        assertThat(values.capture().lookback()).contains(new CaptureSettings.Lookback(Duration.ofSeconds(90), 8));
        assertThat(values.format().staticFields()).isEqualTo(Map.of("site", "rome", "rack", "7"));
    }

    @Test
    void aWrongTypeIsOneSentenceWithFileAndLine() throws Exception {
        Path file = write("a.yaml", "log_level: info\njson_output: maybe\nwebserver:\n  listen_port: 70000\n");
        assertThat(problems(file))
                .containsExactly(
                        file + ":2: 'json_output' must be true or false, but is 'maybe'.",
                        file + ":4: 'webserver.listen_port' must be a whole number from 0 to 65535, but is '70000'.");
    }

    @Test
    void aMapOrListInTheWrongPlaceIsNamed() throws Exception {
        Path file = write("a.yaml", "plugins: {name: x}\npriority: [debug]\nstatic_fields: 3\n");
        assertThat(problems(file))
                .containsExactlyInAnyOrder(
                        file + ":1: 'plugins' must be a list, but is a map.",
                        file + ":2: 'priority' must be one of emergency, alert, critical, error, warning, notice,"
                                + " informational, info, debug, but is a list.",
                        file + ":3: 'static_fields' must be a map from names to texts, but is '3'.");
    }

    @Test
    void anUnknownKeyWarnsWithTheNearestKnownOne() throws Exception {
        LoadedConfiguration loaded =
                load("json_ouput: true\nwebserver:\n  enable: true\nlisten_port: 1\nwhatever_this_is: 1\n");
        Path file = dir.resolve("main.yaml");
        assertThat(loaded.warnings())
                .containsExactly(
                        file + ":1: the key 'json_ouput' is unknown and has no effect; did you mean 'json_output'?",
                        file + ":3: the key 'webserver.enable' is unknown and has no effect; did you mean"
                                + " 'webserver.enabled'?",
                        file + ":4: the key 'listen_port' is unknown and has no effect; did you mean"
                                + " 'webserver.listen_port'?",
                        file + ":5: the key 'whatever_this_is' is unknown and has no effect; remove it or see"
                                + " --config-schema for the keys there are.");
        assertThat(loaded.files().getFirst().validation()).startsWith("failed for <root>: the key 'json_ouput'");
    }

    @Test
    void aSectionThatIsNoMapIsNamed() throws Exception {
        Path file = write("a.yaml", "syslog_output: true\nappend_output: [{match: a}, b]\nwebserver: [1]\n");
        assertThat(problems(file))
                .containsExactlyInAnyOrder(
                        file + ":1: 'syslog_output' must be a map, but is 'true'.",
                        file + ":2: 'append_output[].match' must be a map, but is 'a'.",
                        file + ":2: 'append_output[]' must be a map, but is 'b'.",
                        file + ":3: 'webserver' must be a map, but is a list.");
    }

    @Test
    void aWordThatIsThereButEmptyIsNamed() throws Exception {
        Path file = write("a.yaml", "priority: ${NOT_SET}\nrule_matching:\nwebserver: {listen_address: ''}\n");
        assertThat(problems(file))
                .containsExactlyInAnyOrder(
                        file
                                + ":1: 'priority': Unknown priority \"\"--must be one of emergency, alert, critical, error, warning, notice, informational, debug.",
                        file + ":2: 'rule_matching' must be one of first, all, but is nothing.",
                        file + ":3: 'webserver.listen_address' must be an IPv4 or IPv6 address, but is ''.");
    }

    @Test
    void whatCountsButCouldBeWrittenBetterFailsTheValidationAsTheReferences() throws Exception {
        LoadedConfiguration loaded = load("json_output: Yes\noutput_timeout:\nlog_stderr: \"true\"\nhttp_output:\n");
        Path file = dir.resolve("main.yaml");
        assertThat(loaded.values().format().json()).isTrue();
        assertThat(loaded.warnings())
                .containsExactly(
                        file + ":1: 'json_output' is 'Yes'; write true or false.",
                        file + ":2: 'output_timeout' has no value, which is as if it were absent.",
                        file + ":4: 'http_output' has no value, which is as if it were absent.");
        assertThat(loaded.files().getFirst().validation()).startsWith("failed for <root>[json_output]: ");
    }

    @Test
    void aSectionWithoutWhatItNeedsFailsTheValidationAsTheReferences() throws Exception {
        LoadedConfiguration loaded = load("metrics: {}\nprogram_output:\n  enabled: false\nengine: {replay: {}}\n");
        Path file = dir.resolve("main.yaml");
        assertThat(loaded.warnings())
                .containsExactly(
                        file + ":1: 'metrics' holds nothing, which is as if it were absent; remove it.",
                        file + ":2: 'program_output' lacks the key 'program'.",
                        file + ":4: 'engine' lacks the key 'kind'.",
                        file + ":4: 'engine.replay' lacks the key 'capture_file'.");
        assertThat(loaded.files().getFirst().validation()).startsWith("failed for <root>[metrics]: ");
    }

    private LoadedConfiguration load(String text) throws IOException, ConfigurationException {
        Path file = write("main.yaml", text);
        return new ConfigurationLoader(List.of(), Map.of())
                .load(new ConfigurationRequest(Optional.of(file), List.of(), List.of(), "", false));
    }

    private List<String> problems(Path file) {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class,
                () -> new ConfigurationLoader(List.of(file), Map.of())
                        .load(new ConfigurationRequest(Optional.of(file), List.of(), List.of(), "", false)));
        return thrown.problems();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }
}
