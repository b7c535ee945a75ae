package io.peregrine.app.command;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options that check and describe rules, as a user gives them. */
class RulesCommandTest {
    private static final String RULE = """
            - rule: Shell
              desc: %s
              condition: evt.type = open
              output: x
              priority: INFO
            """;

    @TempDir
    private Path folder;

    private Path configuration;
    private Path good;
    private Path unused;
    private Path bad;

    private record Result(int exit, String out, String err) {}

    @BeforeEach
    void write() throws IOException {
        configuration = file("c.yaml", "rules_files: []\n");
        good = file("good.yaml", RULE.formatted("d"));
        unused = file("unused.yaml", "- list: l\n  items: [a]\n");
        bad = file("bad.yaml", "- macro: m\n");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Result run(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("-c", configuration.toString()));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        int exit = Peregrine.run(all, new CommandEnvironment(Map.of(), out, errors, folder, ZoneOffset.UTC));
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFileWithWarningsHasOneLineAndTheWarningsStandOnStandardError() {
        Result result = run("-V", good, "-V", unused);
        assertThat(result.exit).isZero();
        assertThat(result.out).isEqualTo(good + ": Ok\n" + unused + ": Ok, with warnings\n");
        assertThat(result.err).contains("LOAD_UNUSED_LIST").contains("- list: l\n  ^~~~~~~");
        Result json = run("-V", unused, "-o", "json_output=true");
        assertThat(json.out).startsWith("{\"falco_load_results\":");
        assertThat(json.err).as("beside JSON too, as in Falco").contains("LOAD_UNUSED_LIST");
    }

    @Test
    void anErrorInOneFileFailsTheCheckAndTheOthersGetTheirVerdict() {
        Result result = run("-V", good, "-V", bad);
        assertThat(result.exit).isEqualTo(1);
        assertThat(result.out).startsWith(good + ": Ok\n" + bad + ": Invalid\n").contains("LOAD_ERR_YAML_VALIDATE");
        assertThat(result.err).as("said once more, as Falco does").isEqualTo("Error: " + result.out);
        Result json = run("-V", good, "-V", bad, "-o", "json_output=true");
        assertThat(json.exit).isEqualTo(1);
        assertThat(json.out)
                .contains("\"name\":\"" + good + "\",\"schema_valid\":true,\"schema_warnings\":[],\"successful\":true")
                .contains("\"successful\":false")
                .hasLineCount(1);
    }

    @Test
    void checkedRulesAreAlsoDescribedWhereThatIsAskedFor() {
        assertThat(run("-V", good, "-L").out).startsWith(good + ": Ok\n\nRule ").contains("\nShell ");
        assertThat(run("-V", good, "-l", "Shell", "-o", "json_output=true").out)
                .startsWith("{\"falco_describe_results\":{\"rules\":[")
                .contains("\"falco_load_results\":[");
        assertThat(run("-V", bad, "-L").out).doesNotContain("Description");
        Result missing = run("-V", good, "-l", "no rule");
        assertThat(missing.exit).isEqualTo(1);
        assertThat(missing.out).isEmpty();
        assertThat(missing.err).contains("There is no rule named 'no rule'.");
    }

    @Test
    void descriptionsAreWrappedUnderTheirColumn() throws IOException {
        String words = "1234 ".repeat(11) + "1234 ";
        Path wide = file("wide.yaml", RULE.formatted(words + "x 規則").replace("Shell", "規則"));
        assertThat(run("-r", wide, "-L").out.lines())
                .containsExactly(
                        "Rule" + " ".repeat(47) + "Description",
                        "----" + " ".repeat(47) + "-----------",
                        "規則" + " ".repeat(47) + "1234 ".repeat(11),
                        " ".repeat(51) + "1234 x 規則 ",
                        "");
    }

    @Test
    void describingNeedsRules() throws IOException {
        assertThat(run("-L").err).contains("You must specify at least one rules file");
        Path needs = file("needs.yaml", "- required_plugin_versions:\n    - {name: nosuch, version: 1.0.0}\n");
        for (String option : List.of("-V", "-r")) {
            Result unmet = run(option, needs, "-L");
            assertThat(unmet.exit).isEqualTo(1);
            assertThat(unmet.err).contains("Plugin requirement not satisfied, must load one of: nosuch (>= 1.0.0)");
        }
    }

    @Test
    void theSchemaOfRulesIsPrinted() {
        assertThat(run("--rule-schema").out).startsWith("{\n").contains("\"required_plugin_versions\"");
    }

    /** Whether load_plugins names it, or is absent so that all are loaded. */
    @Test
    void aPluginThatIsNotBuiltInIsRefusedInOneSentence() {
        String audit = "plugins=[{name: k8saudit, library_path: libk8saudit.so}]";
        for (List<Object> what : List.<List<Object>>of(
                List.of("-V", good), List.of("-r", good, "-L"), List.of("--list"), List.of("--list-plugins"))) {
            for (String selected : List.of("load_plugins=[k8saudit]", "priority=debug")) {
                List<Object> arguments = new ArrayList<>(List.of("-o", audit, "-o", selected));
                arguments.addAll(what);
                Result result = run(arguments.toArray());
                assertThat(result.exit).as(arguments.toString()).isEqualTo(1);
                assertThat(result.out).isEmpty();
                assertThat(result.err)
                        .startsWith(
                                "Runtime error: cannot load plugin /usr/share/falco/plugins/libk8saudit.so: can't load plugin dynamic library")
                        .hasLineCount(1);
            }
        }
        assertThat(run("-o", audit, "-o", "load_plugins=[container]", "-V", good).exit)
                .isZero();
        assertThat(run("-o", audit, "-o", "load_plugins=[]", "-V", good).exit).isZero();
    }
}
