package io.peregrine.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Peregrine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Each case does what Falco did, but for those that {@code differences.tsv} names with a reason. The plugins write what the host does with them to the file that
 * the environment variable {@code KIT_TRACE} names, which the build sets for this module's tests.
 */
class PluginKitTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/plugins");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path libraries;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        KitLibraries.build(libraries);
    }

    private static JsonNode read(String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(GOLDEN.resolve(file)))) {
            return JSON.readTree(in);
        }
    }

    private static Path traceFile() {
        String file = System.getenv("KIT_TRACE");
        assertThat(file).as("the environment variable KIT_TRACE").isNotNull();
        return Path.of(file);
    }

    private String placed(String text) {
        return text.replace("@LIB@", libraries.toString()).replace("@TMP@", folder.toString());
    }

    private String masked(String text) {
        return text.replace(libraries.toString(), "@LIB@")
                .replace(folder.toString(), "@TMP@")
                .replace(
                        Path.of("src/test/resources/golden/captures")
                                .toAbsolutePath()
                                .toString(),
                        "@CAPTURES@")
                .replaceAll("(/[\\w.+-]+)*/share/falco/plugins", "@PLUGINS@")
                .replaceAll("yaml-cpp: error at line \\d+, column \\d+", "yaml-cpp: error at line N, column N");
    }

    private Map<String, List<String>> run(JsonNode step) throws IOException {
        Files.writeString(traceFile(), "");
        Path configuration = Files.writeString(
                folder.resolve("falco.yaml"), placed(JSON.writeValueAsString(KitConfiguration.of(step))));
        Path rules = Files.writeString(folder.resolve("rules.yaml"), KitConfiguration.rules(step));
        List<String> arguments = new ArrayList<>(List.of("-c", configuration.toString(), "-r", rules.toString()));
        step.path("args").forEach(argument -> arguments.add(placed(argument.asString())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Peregrine.run(
                arguments,
                new CommandEnvironment(
                        Map.of("FALCO_HOSTNAME", "conformance"),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Path.of("../..").toAbsolutePath().normalize(),
                        ZoneOffset.UTC));
        Map<String, List<String>> answer = new LinkedHashMap<>();
        answer.put("exit", List.of(Integer.toString(status)));
        answer.put("stdout", KitLines.of(masked(out.toString(StandardCharsets.UTF_8))));
        answer.put("stderr", KitLines.withoutTimes(KitLines.of(masked(err.toString(StandardCharsets.UTF_8)))));
        answer.put("trace", KitLines.endsLast(KitLines.of(masked(Files.readString(traceFile())))));
        return answer;
    }

    /** What a step did otherwise than Falco; empty when nothing. */
    private String difference(JsonNode step, JsonNode wanted) throws IOException {
        Map<String, List<String>> answer = run(step);
        StringBuilder text = new StringBuilder();
        compare(text, "exit", List.of(wanted.get("exit").asString()), answer.get("exit"));
        step.path("compare")
                .properties()
                .forEach(entry -> compare(
                        text,
                        entry.getKey(),
                        wanted.get(entry.getKey())
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList(),
                        KitLines.compared(answer.get(entry.getKey()), entry.getValue())));
        return text.toString();
    }

    private static void compare(StringBuilder text, String what, List<String> wanted, List<String> got) {
        int at = 0;
        while (at < wanted.size() && at < got.size() && wanted.get(at).equals(got.get(at))) {
            at++;
        }
        if (at < wanted.size() || at < got.size()) {
            text.append("  ").append(what).append(", line ").append(at + 1);
            text.append("\n    Falco:     ").append(at < wanted.size() ? wanted.get(at) : "(nothing)");
            text.append("\n    Peregrine: ")
                    .append(at < got.size() ? got.get(at) : "(nothing)")
                    .append('\n');
        }
    }

    @Test
    void plugins() throws IOException {
        JsonNode expected = read("expected.json.gz");
        Map<String, String> differing = new LinkedHashMap<>();
        JsonNode cases = read("cases.json.gz");
        assertThat(cases.size()).isGreaterThan(100);
        for (JsonNode one : cases) {
            String name = one.get("name").asString();
            JsonNode steps =
                    one.has("steps") ? one.get("steps") : JSON.createArrayNode().add(one);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < steps.size(); i++) {
                text.append(difference(steps.get(i), expected.get(name).get(i)));
            }
            if (!text.isEmpty()) {
                differing.put(name, text.toString());
            }
        }

        Set<String> known = Files.readAllLines(GOLDEN.resolve("differences.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('\t')))
                .collect(Collectors.toSet());
        String told = differing.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> entry.getKey() + "\n" + entry.getValue())
                .collect(Collectors.joining("\n"));
        assertThat(new TreeSet<>(differing.keySet())).as(told).isEqualTo(new TreeSet<>(known));
    }
}
