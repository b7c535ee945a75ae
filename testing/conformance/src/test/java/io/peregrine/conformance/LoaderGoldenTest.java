package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Rule files get Falco's verdict: accepted or not, with the same error and warning codes. */
class LoaderGoldenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyRulesFile() {
        JsonNode cases = JSON.readTree(Engine.golden("loader/expected.json").toFile());
        List<DynamicTest> tests = cases.propertyStream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())))
                .toList();
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private void check(String name, JsonNode wanted) throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), Engine.replay(Path.of("/dev/null")));

        Engine.Result result = Engine.run(
                List.of(
                        "-c",
                        config.toString(),
                        "-o",
                        "json_output=true",
                        "-V",
                        Engine.golden("loader/" + name + ".yaml").toString()),
                Map.of());

        if (wanted.has("crash")) {
            assertThat(result.exit()).as(result.err()).isEqualTo(1);
            return;
        }
        JsonNode verdict = JSON.readTree(result.out()).get("falco_load_results").get(0);
        assertThat(verdict.get("successful").asBoolean())
                .isEqualTo(wanted.get("successful").asBoolean());
        assertThat(codes(verdict.get("errors"))).isEqualTo(codes(wanted.get("errors")));
        assertThat(codes(verdict.get("warnings")).stream().sorted())
                .isEqualTo(codes(wanted.get("warnings")).stream().sorted().toList());
    }

    private static List<String> codes(JsonNode diagnostics) {
        List<String> codes = new ArrayList<>();
        diagnostics.forEach(diagnostic -> codes.add(diagnostic.get("code").asString()));
        return codes;
    }
}
