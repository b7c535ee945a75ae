package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Text and JSON of alerts for recorded configurations are Falco's, byte for byte. */
class OutputsGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyConfiguration() {
        JsonNode cases = JSON.readTree(Engine.golden("outputs/cases.json").toFile());
        List<DynamicTest> tests = cases.propertyStream()
                .filter(entry -> Files.exists(capture(entry.getValue())))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())))
                .toList();
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static Path capture(JsonNode wanted) {
        return Engine.golden("captures/" + wanted.get("capture").asString() + ".scap.gz");
    }

    private void check(String name, JsonNode wanted) throws Exception {
        Path written = folder.resolve(name + ".out");
        Path config = folder.resolve(name + ".yaml");
        Files.writeString(
                config,
                wanted.get("config")
                        .toString()
                        .replace("CAPTURE", capture(wanted).toString())
                        .replace("OUTFILE", written.toString()));
        List<String> arguments = new ArrayList<>(List.of(
                "-c",
                config.toString(),
                "-r",
                Engine.golden("outputs/rules.yaml").toString()));
        wanted.get("args").forEach(argument -> arguments.add(argument.asString()));
        Map<String, String> variables = new HashMap<>();
        wanted.get("env")
                .propertyStream()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asString()));

        Engine.Result result = Engine.run(arguments, variables);

        String printed = Files.exists(written)
                ? new String(Engine.bytes(written), StandardCharsets.ISO_8859_1) + "\n=== stdout\n" + result.text()
                : result.text();
        String expected =
                new String(Engine.bytes(Engine.golden("outputs/" + name + ".out")), StandardCharsets.ISO_8859_1);
        assertThat(printed.lines().toList())
                .as(result.err())
                .isEqualTo(expected.lines().toList());
        assertThat(result.exit() == 0).isEqualTo(wanted.get("exit").asInt() == 0);
    }
}
