package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Of the acts of an intruder many different rules speak, with the configuration that ships: one alert may be overlooked, a dozen kinds are not. */
class IntrusionsTest {
    private static final int AIM = 12;

    @ParameterizedTest
    @ValueSource(strings = {"web", "container", "host", "quiet"})
    void manyRulesSpeakOfAnIntrusion(String kind) {
        Engine.Result result = Engine.run(
                List.of(
                        "-c",
                        file("modules/config/peregrine.yaml"),
                        "-o",
                        "rules_files[0]=" + file("rules"),
                        "-o",
                        "engine.kind=replay",
                        "-o",
                        "engine.replay.capture_file=" + file("rules/tests/captures/intrusion-" + kind + ".scap.gz"),
                        "-o",
                        "json_output=true",
                        "-o",
                        "stdout_output.enabled=true",
                        "-o",
                        "syslog_output.enabled=false",
                        "-o",
                        "webserver.enabled=false"),
                Map.of());
        assertThat(result.exit()).as(result.err()).isZero();
        Set<String> rules = new TreeSet<>();
        for (String line :
                result.text().lines().filter(line -> line.startsWith("{")).toList()) {
            JsonNode alert = JsonMapper.shared().readTree(line);
            if (alert.has("rule")) {
                rules.add(alert.get("rule").asString());
            }
        }
        assertThat(rules).hasSizeGreaterThanOrEqualTo(AIM);
    }

    private static String file(String path) {
        return Engine.home().resolve(path).toString();
    }
}
