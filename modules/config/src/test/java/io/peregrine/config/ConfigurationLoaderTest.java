package io.peregrine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    @TempDir
    private Path dir;

    @Test
    void anEmptyConfigurationHasTheValuesOfAbsentKeys() throws Exception {
        Configuration values = load("").values();
        assertThat(values.engine().kind()).isEqualTo(EngineSettings.Kind.MODERN_EBPF);
        assertThat(values.engine().buffers()).isEqualTo(new BufferSettings(4, 2, 64));
        assertThat(values.outputs().standardOutput()).isFalse();
        assertThat(values.outputs().syslog()).isFalse();
        assertThat(values.outputs().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(values.log()).isEqualTo(new LogSettings("info", false, true, false, true, "info"));
        assertThat(values.webserver().enabled()).isFalse();
        assertThat(values.webserver().port()).isEqualTo(8765);
        assertThat(values.drops().actions()).isEmpty();
        assertThat(values.drops().threshold()).isEqualTo(0.1);
        assertThat(values.metrics().groups()).hasSize(MetricsSettings.Group.values().length);
        assertThat(values.state().snaplen()).isEqualTo(80);
        assertThat(values.state().maxMemoryMb()).isEqualTo(64);
        assertThat(values.format().include()).isEqualTo(new FormatSettings.Include(true, false, true, true));
        assertThat(values.rules().minimumPriority()).isEqualTo("debug");
        assertThat(values.watchFiles()).isTrue();
        assertThat(values.capture().lookback()).isEmpty();
    }

    @Test
    void aMissingOrBrokenFileIsNamed() throws Exception {
        assertThat(problems(dir.resolve("none.yaml")))
                .containsExactly(
                        "The configuration file " + dir.resolve("none.yaml") + " cannot be read: it does not exist.");
        Path broken = write("broken.yaml", "a: [1\nb: 2\n");
        assertThat(problems(broken)).singleElement().asString().startsWith(broken + ":2:2: this is not valid YAML: ");
        Path list = write("list.yaml", "- a\n");
        assertThat(problems(list)).singleElement().asString().contains("but this is a list");
        Path binary = dir.resolve("binary.yaml");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(problems(binary)).singleElement().asString().contains("not UTF-8");
    }

    @Test
    void includedFilesAreMergedByTheirStrategy() throws Exception {
        Files.createDirectory(dir.resolve("conf.d"));
        write("conf.d/10-a.yaml", "rules_files: [/a]\nwebserver: {listen_port: 1}\njson_output: true\n");
        write("conf.d/20-b.yaml", "base_syscalls: {custom_set: [b]}\n");
        Path over = write("over.yaml", "static_fields: {x: over}\nload_plugins: []\n");
        Path add = write("add.yaml", "static_fields: {x: add}\nlog_level: debug\n");
        LoadedConfiguration loaded = load("config_files:\n  - " + dir.resolve("conf.d") + "\n  - {path: " + over
                + ", strategy: override}\n  - {path: " + add + ", strategy: add-only}\n  - /does/not/exist\n"
                + "static_fields: {x: main}\nload_plugins: [container]\nwebserver: {enabled: true}\n"
                + "rules_files: [/main]\n");
        assertThat(loaded.values().rules().missing()).containsExactly("/main", "/a");
        assertThat(loaded.values().webserver().enabled()).isFalse();
        assertThat(loaded.values().webserver().port()).isEqualTo(1);
        assertThat(loaded.values().syscalls().customSet()).containsExactly("b");
        assertThat(loaded.values().format().staticFields()).isEqualTo(Map.of("x", "over"));
        assertThat(loaded.values().plugins().selected()).isEmpty();
        assertThat(loaded.values().log().level()).isEqualTo("debug");
        assertThat(loaded.folders()).containsExactly(dir.resolve("conf.d"));
        assertThat(loaded.files())
                .extracting(LoadedConfiguration.SourceFile::path, LoadedConfiguration.SourceFile::named)
                .containsExactly(
                        tuple(dir.resolve("main.yaml"), true),
                        tuple(dir.resolve("conf.d/10-a.yaml"), false),
                        tuple(dir.resolve("conf.d/20-b.yaml"), false),
                        tuple(over, true),
                        tuple(add, true));
    }

    @Test
    void inclusionNeitherNestsNorLoops() throws Exception {
        Path main = dir.resolve("main.yaml");
        write("main.yaml", "config_files: [" + main + "]\n");
        assertThat(problems(main)).singleElement().asString().contains("names the main file itself");
        Path nested = write("nested.yaml", "config_files: [/x]\n");
        write("main.yaml", "config_files: [" + nested + "]\n");
        assertThat(problems(main))
                .singleElement()
                .asString()
                .startsWith(nested + ":1: ")
                .contains("included");
    }

    @Test
    void optionsOutrankFilesAndMayNameFiles() throws Exception {
        Path more = write("more.yaml", "log_level: error\npriority: error\n");
        LoadedConfiguration loaded = load(
                "log_level: debug\n",
                "config_files[]=" + more,
                "priority=warning",
                "rules[].disable.rule=*",
                "rules[].enable.tag=shell",
                "append_output[]={\"extra_output\": \"first\"}",
                "append_output[0].match.rule=r",
                "load_plugins=[]",
                "program_output.program=[ -f x ]",
                "program_output.enabled=true",
                "static_fields.a\\.b=c=d");
        Configuration values = loaded.values();
        assertThat(values.log().level()).isEqualTo("error");
        assertThat(values.rules().minimumPriority()).isEqualTo("warning");
        assertThat(values.rules().selection())
                .containsExactly(
                        new RulesSettings.Selection(false, "*", ""), new RulesSettings.Selection(true, "", "shell"));
        assertThat(values.format().append()).hasSize(1);
        assertThat(values.format().append().getFirst().extraOutput()).isEqualTo("first");
        assertThat(values.format().append().getFirst().match().rule()).isEqualTo("r");
        assertThat(values.plugins().selected()).isEmpty();
        assertThat(values.outputs().program()).contains(new OutputSettings.ProgramOutput("[ -f x ]", false));
        assertThat(values.format().staticFields()).isEqualTo(Map.of("a.b", "c=d"));
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void aKeyOnAListEmptiesItAsInFalco() throws Exception {
        for (String main : List.of("", "append_output: [{suggested_output: true, extra_output: x}]")) {
            LoadedConfiguration loaded = load(main, "append_output.suggested_output=false", "rules_files.x=y");
            assertThat(loaded.values().format().append()).isEmpty();
            assertThat(loaded.values().rules().files()).isEmpty();
            assertThat(loaded.warnings())
                    .containsExactly(
                            "The option -o append_output.suggested_output=false sets a key on the list"
                                    + " 'append_output', which is empty by that, as in Falco; write append_output[0]"
                                    + " for an entry.",
                            "The option -o rules_files.x=y sets a key on the list 'rules_files', which is empty by"
                                    + " that, as in Falco; write rules_files[0] for an entry.");
        }
        assertThat(load("", "append_output[].suggested_output=true", "append_output[0].match.rule=r")
                        .values()
                        .format()
                        .append())
                .hasSize(1);
    }

    @Test
    void keysOfEarlierReleasesFailTheCheckUnlessFalcosSchemaHasThem() throws Exception {
        assertThat(load("rules_file: [/r]\n").files().getFirst().validation())
                .startsWith("failed for <root>[rules_file]: 'rules_file' is a key of an earlier release");
        assertThat(load("engine: {kind: nodriver, ebpf: {probe: x}}\n")
                        .files()
                        .getFirst()
                        .validation())
                .startsWith("failed for <root>[engine][ebpf][probe]");
        assertThat(load("rule_files: [/r]\ncontainer_engines: {cri: {sockets: [/s]}, bpm: {enabled: true}}\n")
                        .files()
                        .getFirst()
                        .validation())
                .isEqualTo("ok");
    }

    @Test
    void aBadOptionIsNamed() throws Exception {
        assertThat(optionProblem("json_output"))
                .isEqualTo("The option -o json_output has no value: write it as key=value or key.subkey=value.");
        assertThat(optionProblem("json_output=maybe"))
                .isEqualTo("-o json_output=maybe: 'json_output' must be true or false, but is 'maybe'.");
        assertThat(optionProblem("rules_files=[r.yaml"))
                .isEqualTo("The option -o rules_files=[r.yaml begins a list with '[' that no ']' ends: write"
                        + " rules_files=[...].");
        assertThat(optionProblem("webserver={enabled: true"))
                .contains("begins a map with '{' that no '}' ends: write webserver={...}.");
        assertThat(optionProblem("rules[3].enable.tag=x")).contains("would leave a gap");
        assertThat(optionProblem("a[x]=1")).isEqualTo("The key \"a[x]\" cannot be read: 'x' is not a list position.");
        assertThat(optionProblem("rules={x")).contains("begins a map with '{' that no '}' ends");
        assertThat(optionProblem("rules={x: [}")).contains("not valid YAML");
        assertThat(load("", "jsn_output=true").warnings())
                .containsExactly("-o jsn_output=true: the key 'jsn_output' is unknown and has no effect; did you mean"
                        + " 'json_output'?");
    }

    @Test
    void formerKeysWorkAndNameTheirSuccessors() throws Exception {
        LoadedConfiguration loaded = load("""
                rules_file: [/r]
                syscall_buf_size_preset: 6
                engine: {kind: ebpf, ebpf: {drop_failed_exit: true}}
                grpc: {enabled: true}
                container_engines: {docker: {enabled: false}, cri: {sockets: [/my.sock]}}
                """, "container_engines.podman.enabled=false");
        Configuration values = loaded.values();
        assertThat(values.rules().missing()).containsExactly("/r");
        assertThat(values.engine().buffers().sizePreset()).isEqualTo(6);
        assertThat(values.engine().dropFailedExit()).isTrue();
        assertThat(values.engine().kind()).isEqualTo(EngineSettings.Kind.MODERN_EBPF);
        assertThat(values.containers().engines().get("docker").enabled()).isFalse();
        assertThat(values.containers().engines().get("podman").enabled()).isFalse();
        assertThat(values.containers().engines().get("containerd").enabled()).isTrue();
        assertThat(values.containers().engines().get("cri").sockets()).containsExactly("/my.sock");
        assertThat(loaded.warnings())
                .anyMatch(
                        w -> w.endsWith(":1: 'rules_file' is a key of an earlier release: write rules_files instead."))
                .anyMatch(w -> w.contains("engine.modern_ebpf.drop_failed_exit"))
                .anyMatch(w -> w.contains("'grpc.enabled'") && w.contains("http_output"))
                .anyMatch(w -> w.contains("'container_engines'") && w.contains("init_config.engines"))
                .anyMatch(w -> w.contains("write modern_ebpf"))
                .hasSize(6);
        Path both = write("both.yaml", "rules_file: [/a]\nrules_files: [/b]\n");
        assertThat(problems(both)).singleElement().asString().contains("both set");
    }

    @Test
    void theContainerPluginsSetUpIsRead() throws Exception {
        String start = "plugins: [{name: container, library_path: libcontainer.so, init_config: ";
        ContainerSettings map = load(start + "{label_max_len: 7, with_size: true, hooks: [create, start],"
                        + " engines: {docker: {enabled: false}, cri: {sockets: [/x]}}}}]")
                .values()
                .containers();
        ContainerSettings text = load(start + "'{\"label_max_len\": 7, \"with_size\": true, \"hooks\": [\"create\","
                        + "\"start\"], \"engines\": {\"docker\": {\"enabled\": false}, \"cri\": {\"sockets\":"
                        + " [\"/x\"]}}}'}]")
                .values()
                .containers();
        assertThat(map).isEqualTo(text);
        assertThat(map.labelMaxLength()).isEqualTo(7);
        assertThat(map.withSize()).isTrue();
        assertThat(map.hooks()).containsExactly("create", "start");
        assertThat(map.engines().get("docker").enabled()).isFalse();
        assertThat(map.engines().get("cri").sockets()).containsExactly("/x");
    }

    @Test
    void theOneContainerOfTheEngineStaticIsReadWhole() throws Exception {
        String start = "plugins: [{name: container, library_path: libcontainer.so, init_config: {engines: {static: ";
        assertThat(load(start + "{enabled: true, container_id: c, container_name: n, container_image: 'i:1'}}}}]")
                        .values()
                        .containers()
                        .fixed())
                .contains(new ContainerSettings.Fixed("c", "n", "i:1"));
        assertThat(load(start + "{enabled: false}}}}]").values().containers().fixed())
                .isEmpty();
        Path lacking = write("static.yaml", start + "{enabled: true, container_id: c, container_name: n}}}}]");
        assertThat(problems(lacking))
                .anyMatch(problem -> problem.contains("the container engine 'static' needs 'container_image'"));
    }

    @Test
    void pluginsAreSelectedByName() throws Exception {
        String plugins =
                "plugins:\n  - {name: a, library_path: liba.so, init_config: {n: 1, t: x, b: true, l: [1.5]}}\n"
                        + "  - {name: b, library_path: /b.so, init_config: text, open_params: ' p '}\n";
        assertThat(load(plugins).values().plugins().selected())
                .containsExactly(
                        new PluginSettings.Plugin(
                                "a",
                                "/usr/share/falco/plugins/liba.so",
                                "{\"b\":true,\"l\":[1.5],\"n\":1,\"t\":\"x\"}",
                                "",
                                false),
                        new PluginSettings.Plugin("b", "/b.so", "text", "p", false));
        assertThat(load(plugins + "load_plugins: [b]").values().plugins().selected())
                .extracting(PluginSettings.Plugin::name)
                .containsExactly("b");
        assertThat(load("load_plugins: [container]").values().plugins().isSelected("container"))
                .isTrue();
        Path file = write("missing.yaml", plugins + "load_plugins: [c]\n");
        assertThat(problems(file))
                .singleElement()
                .asString()
                .isEqualTo("Cannot load plugin 'c': plugin config not found for given name");
        Path outside = write("outside.yaml", "plugins: [{name: a, library_path: ../../x.so}]");
        assertThat(problems(outside))
                .singleElement()
                .asString()
                .contains("resolves outside the plugins directory (/usr/share/falco/plugins/)");
    }

    @Test
    void whatContradictsItselfIsRefused() throws Exception {
        assertThat(problem("engine: {kind: replay}")).contains("names no file");
        assertThat(problem("engine: {kind: gvisor}")).contains("'engine.kind' must be one of");
        assertThat(problem("file_output: {enabled: true}")).contains("file_output.filename names no file");
        assertThat(problem("program_output: {enabled: true}")).contains("names no program");
        assertThat(problem("http_output: {enabled: true}")).contains("names no URL");
        assertThat(problem("http_output: {enabled: true, url: ftp://x}")).contains("http:// or https://");
        assertThat(problem("http_output: {enabled: true, url: 'http://a b'}")).contains("is no URL");
        assertThat(problem("http_output: {enabled: true, url: 'http://'}")).contains("http_output.url");
        assertThat(problem("metrics: {enabled: true, interval: 1h}")).contains("go nowhere");
        assertThat(problem("metrics: {enabled: true, interval: 50ms, output_rule: true}"))
                .contains("at least 100ms");
        assertThat(problem("metrics: {enabled: true, interval: 5000, output_rule: true}"))
                .contains("with a unit");
        assertThat(problem("syscall_event_drops: {actions: [ignore, log]}"))
                .contains("syscall event drop action \"log\" does not make sense with the \"ignore\" action");
        assertThat(problem("syscall_event_drops: {threshold: 1.5}"))
                .contains("syscall event drops threshold must be a double in the range [0, 1]");
        assertThat(problem("rule_matching: some"))
                .contains("Unknown rule matching strategy \"some\"--must be one of first, all");
        assertThat(problem("priority: high")).contains("Unknown priority \"high\"--must be one of emergency, alert,");
        assertThat(problem("syscall_event_drops: {actions: [shout]}")).contains("'shout' is no action");
        assertThat(problem("webserver: {listen_address: localhost}")).contains("must be an IPv4 or IPv6 address");
        assertThat(problem("rules: [{enable: {}}]")).contains("an entry of 'rules'");
        assertThat(problem("append_output: [{extra_fields: [a, {a: x}]}]")).contains("'a' is defined twice");
        assertThat(problem("syscall_event_timeouts: {max_consecutives: 0}")).contains("must be a whole number from 1");
    }

    @Test
    void variablesAreExpandedInFiles() throws Exception {
        Map<String, String> environment = Map.of("WHO", "world", "TRUE", "true", "NEST", "<${WHO}>");
        Path file = write(
                "main.yaml",
                "json_output: ${TRUE}\nwebserver: {enabled: \"${UNSET}\"}\n"
                        + "append_output:\n  - extra_output: \"hello ${WHO}${UNSET}. $${WHO} $WHO ${WHO}\"\n"
                        + "  - extra_output: ${NEST}\n  - extra_output: 'open ${WHO'\n");
        Configuration values = new ConfigurationLoader(List.of(file), environment)
                .load(ConfigurationRequest.empty())
                .values();
        assertThat(values.format().json()).isTrue();
        assertThat(values.webserver().enabled()).isFalse();
        assertThat(values.format().append())
                .extracting(FormatSettings.Append::extraOutput)
                .containsExactly("hello world. ${WHO} $WHO ${WHO}", "<world>", "open ${WHO");
    }

    @Test
    void theCommandLineReplacesRulesAndAddsOutput() throws Exception {
        Path file = write("main.yaml", "rules_files: [/main]\nbuffered_outputs: true\n");
        Configuration values = new ConfigurationLoader(List.of(), Map.of())
                .load(new ConfigurationRequest(
                        Optional.of(file), List.of(), List.of("/mine.yaml"), "{extra} %proc.name", true))
                .values();
        assertThat(values.rules().files()).containsExactly("/mine.yaml");
        assertThat(values.outputs().buffered()).isFalse();
        assertThat(values.format().append().getFirst().extraOutput()).isEqualTo("{extra} %proc.name");
    }

    @Test
    void duplicateKeysAreReportedAndTheFirstCounts() throws Exception {
        LoadedConfiguration loaded = load("priority: error\npriority: debug\n");
        assertThat(loaded.values().rules().minimumPriority()).isEqualTo("error");
        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .contains("main.yaml:2: the key 'priority' is written twice");
    }

    @Test
    void yamlBombsAreRefused() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String previous = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(
                            i,
                            i,
                            String.join(
                                    ", ",
                                    List.of(
                                            previous, previous, previous, previous, previous, previous, previous,
                                            previous, previous, previous))));
        }
        assertThat(problem(bomb.toString())).contains("aliases make the document larger");
        assertThat(problem(bomb.substring(0, bomb.indexOf("a6")))).contains("repeats too much");
        assertThat(problem("[".repeat(30_000)))
                .contains("main.yaml:1:500: this is not valid YAML: nodes stand in each other");
    }

    private LoadedConfiguration load(String text, String... overrides) throws IOException, ConfigurationException {
        Path file = write("main.yaml", text);
        return new ConfigurationLoader(List.of(), Map.of())
                .load(new ConfigurationRequest(Optional.of(file), List.of(overrides), List.of(), "", false));
    }

    private List<String> problems(Path file) {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class,
                () -> new ConfigurationLoader(List.of(file), Map.of())
                        .load(new ConfigurationRequest(Optional.of(file), List.of(), List.of(), "", false)));
        return thrown.problems();
    }

    private String problem(String text) throws IOException {
        return String.join("\n", problems(write("main.yaml", text)));
    }

    private String optionProblem(String option) {
        return catchThrowableOfType(ConfigurationException.class, () -> load("", option))
                .getMessage();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }
}
