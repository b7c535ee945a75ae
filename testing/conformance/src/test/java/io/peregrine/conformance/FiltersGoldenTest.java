package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Random conditions match the same events as in Falco. */
class FiltersGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"syscalls", "suspicious", "container", "random-1", "random-2", "random-3"})
    void everyConditionMatchesTheSameEvents(String capture) throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.yaml"), Engine.replay(Engine.golden("captures/" + capture + ".scap.gz")));
        JsonNode expected = JSON.readTree(
                new GZIPInputStream(Files.newInputStream(Engine.golden("filters/" + capture + ".expected.json.gz"))));
        Map<String, List<Long>> matches = new TreeMap<>();
        expected.propertyNames().forEach(rule -> matches.put(rule, new ArrayList<>()));

        Engine.Result result = Engine.run(
                List.of(
                        "-c",
                        config.toString(),
                        "-r",
                        Engine.golden("filters/" + capture + ".yaml").toString(),
                        "-o",
                        "rule_matching=all",
                        "-o",
                        "compatibility=exact",
                        "-o",
                        "buffer_format_base64=" + isBase64(capture)),
                line -> {
                    if (line.startsWith("{")) {
                        JsonNode alert = JSON.readTree(line);
                        matches.computeIfAbsent(alert.get("rule").asString(), rule -> new ArrayList<>())
                                .add(alert.get("output_fields").get("evt.num").asLong());
                    }
                });

        List<String> wrong = new ArrayList<>();
        matches.forEach((rule, events) -> {
            List<Long> wanted = new ArrayList<>();
            expected.path(rule).forEach(number -> wanted.add(number.asLong()));
            if (!wanted.equals(events)) {
                wrong.add(rule);
            }
        });
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(wrong).isEmpty();
    }

    /** A first line of the rules may say that they were asked with plain buffers. */
    private static boolean isBase64(String capture) throws IOException {
        String rules = Files.readString(Engine.golden("filters/" + capture + ".yaml"));
        return !rules.startsWith("# buffer_format_base64: false");
    }
}
