package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words of Falco that its users' tools look for. */
class FalcoWordsTest {
    @TempDir
    private Path dir;

    private Engine.Result run(String... arguments) throws Exception {
        Path configuration = Files.writeString(
                dir.resolve("c.yaml"),
                Engine.replay(Engine.golden("captures/syscalls.scap.gz")) + "log_stderr: true\n");
        List<String> all = new ArrayList<>(List.of("-c", configuration.toString()));
        all.addAll(List.of(arguments));
        return Engine.run(all, Map.of());
    }

    private String rules(String more) throws Exception {
        return Files.writeString(
                        dir.resolve("r.yaml"),
                        "- {rule: r, desc: d, condition: evt.type = execve, output: o, priority: INFO" + more + "}\n")
                .toString();
    }

    @Test
    void versionsAreThoseThatFalcoPrints() throws Exception {
        String json = run("--version").text();
        assertThat(json)
                .contains("\"driver_api_version\":\"10.0.0\"", "\"driver_schema_version\":\"4.3.0\"")
                .doesNotContain("plugin_versions");
        assertThat(run("--version", "-o", "load_plugins=[container]", "-o", "json_output=true")
                        .text())
                .doesNotContain("plugin_versions");
        assertThat(run("--version", "-o", "json_output=false").text())
                .contains("API version:    10.0.0", "Schema version: 4.3.0");
    }

    @Test
    void everyRulesFileHasItsSchemaValidation() throws Exception {
        String rules = rules("");
        assertThat(run("-r", rules).err()).contains("   " + rules + " | schema validation: ok");
        assertThat(run("-r", rules(", colour: red")).err())
                .contains("   " + rules + " | schema validation: failed for <root>[0]");
    }

    @Test
    void settingsThatAreWrongAreRefusedInItsWords() throws Exception {
        String rules = rules("");
        assertThat(run("-r", rules, "-o", "rule_matching=some").err())
                .contains("Unknown rule matching strategy \"some\"--must be one of first, all");
        assertThat(run("-r", rules, "-o", "syscall_event_drops.threshold=-1").err())
                .contains("syscall event drops threshold must be a double in the range [0, 1]");
        assertThat(run("-r", rules, "-o", "syscall_event_drops.actions=[ignore, log]")
                        .err())
                .contains("syscall event drop action \"log\" does not make sense with the \"ignore\" action");
        assertThat(run().err())
                .contains("You must specify at least one rules file/directory via -r or a rules_file entry");
        assertThat(run("-r", rules, "-o", "append_output.suggested_output=false")
                        .exit())
                .isZero();
        assertThat(run("-r", rules, "-M", "1.5").err()).contains("takes a whole number of seconds, but '1.5' is none");
        assertThat(run("-o", "rules_files=[r.yaml").err()).contains("begins a list with '[' that no ']' ends");
    }

    @Test
    void warningsAreDescribedInItsWords() throws Exception {
        Path list = Files.writeString(dir.resolve("l.yaml"), "- {list: unused, items: [a]}\n");
        assertThat(run("-V", list.toString()).text())
                .contains("A list is defined in the rules content but is not used by any other list, macro, or rule.");
    }

    @Test
    void theSchemaOfTheConfigurationHasItsOldKeys() throws Exception {
        assertThat(run("--config-schema").text())
                .contains(
                        "\"rule_files\": {", "\"container_engines\": {", "\"libvirt_lxc\": {", "\"disable_async\": {");
    }
}
