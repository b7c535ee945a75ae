package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Every field of every event of the recorded captures has Falco's value, under {@code compatibility: exact}. What an expected event lists under
 * {@code any} is not compared: Falco leaves it to chance.
 */
class FieldsGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"syscalls", "suspicious", "container", "random-1", "random-2", "random-3"})
    void everyFieldOfEveryEvent(String capture) throws IOException {
        assertThatFieldsAreThose(capture, Engine.golden("captures/" + capture + ".scap.gz"));
    }

    /** What Peregrine writes says the same as what it was written from. */
    @ParameterizedTest
    @ValueSource(strings = {"syscalls", "suspicious", "container", "random-1", "random-2", "random-3"})
    void everyFieldOfEveryEventRecordedAgain(String capture) throws IOException {
        assertThatFieldsAreThose(capture, new Recordings(folder).again(capture));
    }

    private void assertThatFieldsAreThose(String capture, Path file) throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), Engine.replay(file));
        try (ExpectedEvents expected = new ExpectedEvents(Engine.golden("fields/" + capture + ".jsonl.gz"))) {
            Map<String, String> differences = new TreeMap<>();
            Engine.Result result = Engine.run(
                    List.of(
                            "-c",
                            config.toString(),
                            "-r",
                            Engine.golden("fields/dump.yaml").toString()),
                    line -> {
                        if (line.startsWith("{")) {
                            JsonNode got = JSON.readTree(line).get("output_fields");
                            compare(expected.take(got.get("evt.num").asLong()), got, differences);
                        }
                    });

            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(differences).isEmpty();
            assertThat(expected.missing()).as("events that are missing").isEmpty();
        }
    }

    private static void compare(JsonNode want, JsonNode got, Map<String, String> differences) {
        if (want == null) {
            differences.put("event " + got.get("evt.num"), "must not be there");
            return;
        }
        got.propertyStream().forEach(field -> {
            JsonNode value = want.has(field.getKey()) ? want.get(field.getKey()) : JSON.nullNode();
            boolean chance = want.path("any")
                    .valueStream()
                    .anyMatch(name -> name.asString().equals(field.getKey()));
            if (!chance && !value.equals(field.getValue())) {
                differences.putIfAbsent(
                        field.getKey(),
                        "event " + got.get("evt.num") + " wanted " + value + " got " + field.getValue());
            }
        });
    }
}
