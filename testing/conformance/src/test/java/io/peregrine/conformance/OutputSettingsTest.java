package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What outputs do beyond Falco, from the configuration to what arrives. */
class OutputSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = """
        - rule: Noted
          desc: Some events.
          condition: evt.type in (open, openat, close, read, mmap)
          output: number=%evt.num end
          priority: WARNING
        """;

    @TempDir
    Path folder;

    private Engine.Result run(String settings) throws IOException {
        return run(settings, RULES);
    }

    private Engine.Result run(String settings, String rules) throws IOException {
        String config = Engine.replay(Engine.golden("captures/suspicious.scap.gz"))
                + "log_stderr: true\nlog_syslog: false\n" + settings;
        Engine.Result result = Engine.run(
                List.of(
                        "-c",
                        Files.writeString(folder.resolve("outputs.yaml"), config)
                                .toString(),
                        "-r",
                        Files.writeString(folder.resolve("rules.yaml"), rules).toString()),
                Map.of());
        assertThat(result.exit()).as(result.err()).isZero();
        return result;
    }

    private static List<JsonNode> alerts(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("{")).map(JSON::readTree).toList();
    }

    private static List<JsonNode> printed(Engine.Result result) {
        return alerts(result.text().lines());
    }

    private static List<Long> numbers(List<JsonNode> alerts) {
        return alerts.stream()
                .map(alert -> alert.get("output_fields").get("evt.num").asLong())
                .toList();
    }

    @Test
    void aFileIsRotatedBySizeAndTheOldestGo() throws Exception {
        Path file = folder.resolve("alerts");
        List<Long> all = numbers(printed(run(
                "file_output: {enabled: true, filename: %s, rotate: {max_size_mb: 1, max_files: 1}}".formatted(file),
                RULES.replace("number=%evt.num end", "number=%evt.num %evt.args")
                        .replace("Noted", "Noted " + "x".repeat(600)))));

        assertThat(folder.resolve("alerts.1")).exists();
        assertThat(folder.resolve("alerts.2")).doesNotExist();
        assertThat(Files.size(folder.resolve("alerts.1"))).isBetween(1L << 20, (1L << 20) + (1 << 16));
        List<Long> kept = new ArrayList<>(numbers(alerts(Files.lines(folder.resolve("alerts.1")))));
        kept.addAll(numbers(alerts(Files.lines(file))));
        assertThat(kept).hasSizeLessThan(all.size()).isEqualTo(all.subList(all.size() - kept.size(), all.size()));
    }

    @Test
    void aFileIsRotatedByAge() throws Exception {
        Path file = folder.resolve("alerts");
        List<Long> all = numbers(printed(run(
                "file_output: {enabled: true, keep_alive: true, filename: %s, rotate: {max_age: 1ms, max_files: 9999}}"
                        .formatted(file))));

        List<Long> kept = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(one -> one.getFileName().toString().matches("alerts(\\.\\d+)?"))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(3);
        for (int i = files.size() - 1; i >= 0; i--) {
            kept.addAll(numbers(alerts(Files.lines(i == 0 ? file : folder.resolve("alerts." + i)))));
        }
        assertThat(kept).isEqualTo(all);
    }

    /** A request as it arrived. */
    private record Posted(String body, String authorization, String team, String agent, String type) {}

    private List<Posted> posted(String more, List<Long> printed) throws Exception {
        List<Posted> arrived = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/alerts", exchange -> {
            Map<String, List<String>> headers = exchange.getRequestHeaders();
            arrived.add(new Posted(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    headers.getOrDefault("Authorization", List.of("")).getFirst(),
                    headers.getOrDefault("X-team", List.of("")).getFirst(),
                    headers.getOrDefault("User-agent", List.of("")).getFirst(),
                    headers.getOrDefault("Content-type", List.of("")).getFirst()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            printed.addAll(
                    numbers(printed(run("output_timeout: 60000\nhttp_output: {enabled: true, url: 'http://127.0.0.1:"
                            + server.getAddress().getPort() + "/alerts', " + more + "}"))));
        } finally {
            server.stop(0);
        }
        return arrived;
    }

    @Test
    void requestsCarryBatchesHeadersAndATokenFromAFile() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "secret-of-the-token\n");
        List<Long> printed = new ArrayList<>();
        List<Posted> arrived = posted(
                "batch: {max_alerts: 50, max_delay: 10ms}, headers: {X-Team: blue}, user_agent: ours,"
                        + " auth: {bearer_token_file: " + token + "}",
                printed);

        List<Long> numbers = new ArrayList<>();
        for (Posted one : arrived) {
            JsonNode batch = JSON.readTree(one.body());
            assertThat(batch.isArray()).isTrue();
            assertThat(batch.size()).isBetween(1, 50);
            batch.forEach(alert ->
                    numbers.add(alert.get("output_fields").get("evt.num").asLong()));
        }
        assertThat(numbers).isEqualTo(printed).hasSizeGreaterThan(1000);
        assertThat(arrived).hasSizeLessThan(numbers.size() / 10);
        assertThat(arrived).allMatch(one -> one.authorization().equals("Bearer secret-of-the-token"));
        assertThat(arrived)
                .allMatch(one -> one.team().equals("blue") && one.agent().equals("ours"));
        assertThat(arrived).allMatch(one -> one.type().equals("application/json"));
    }

    @Test
    void aNameAndAPasswordFromAFileAreBasicAuthentication() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "pass word\n");
        List<Posted> arrived = posted(
                "batch: {max_alerts: 1000}, auth: {basic_user: eve, basic_password_file: " + password + "}",
                new ArrayList<>());

        assertThat(arrived).isNotEmpty().allMatch(one -> one.authorization().equals("Basic ZXZlOnBhc3Mgd29yZA=="));
    }

    @Test
    void aThrottledRuleTellsHowManyWereHeldBack() throws Exception {
        Map<String, Long> everyone = printed(run("", RULES.replace("number=", "name=%proc.name number="))).stream()
                .collect(Collectors.groupingBy(
                        alert -> alert.get("output_fields").get("proc.name").asString(),
                        TreeMap::new,
                        Collectors.counting()));
        String settings = "throttle: [{rule: Note*, key: [proc.name], window: 1h, max: 3}]";

        List<JsonNode> alerts = printed(run(settings, RULES.replace("number=", "name=%proc.name number=")));

        Map<String, Long> passed = new TreeMap<>();
        Map<String, Long> suppressed = new TreeMap<>();
        for (JsonNode alert : alerts) {
            JsonNode fields = alert.get("output_fields");
            String name = fields.get("proc.name").asString();
            if (alert.get("rule").asString().equals("Noted")) {
                passed.merge(name, 1L, Long::sum);
            } else {
                assertThat(alert.get("rule").asString()).isEqualTo("Falco internal: throttled alerts");
                assertThat(fields.get("throttle.rule").asString()).isEqualTo("Noted");
                assertThat(fields.get("throttle.passed").asLong()).isEqualTo(3);
                suppressed.merge(name, fields.get("throttle.suppressed").asLong(), Long::sum);
            }
        }
        assertThat(passed).hasSameSizeAs(everyone).hasSizeGreaterThan(3);
        everyone.forEach((name, count) -> {
            assertThat(passed.get(name)).as(name).isEqualTo(Math.min(count, 3));
            assertThat(suppressed.getOrDefault(name, 0L)).as(name).isEqualTo(count - Math.min(count, 3));
        });
    }

    @Test
    void theKeyOfAThrottleNeedNotStandInTheOutput() throws Exception {
        List<JsonNode> alerts = printed(run("throttle: [{rule: Noted, key: [proc.name], window: 1h, max: 1}]"));

        assertThat(alerts.stream().filter(alert -> alert.get("rule").asString().equals("Noted")))
                .as("one alert for each program's name")
                .hasSizeGreaterThan(3);
    }

    @Test
    void aKeyThatIsNoFieldIsNamed() throws Exception {
        Path config = Files.writeString(
                folder.resolve("outputs.yaml"),
                Engine.replay(Engine.golden("captures/suspicious.scap.gz"))
                        + "throttle: [{rule: '*', key: [proc.nam]}]");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);

        Engine.Result result = Engine.run(List.of("-c", config.toString(), "-r", rules.toString()), Map.of());

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("throttle[].key names 'proc.nam', which is no field");
    }

    @Test
    void aProgramLivesAsLongAsItIsAsked() throws Exception {
        Path kept = folder.resolve("kept");
        Path once = folder.resolve("once");
        String program = "program_output: {enabled: true, keep_alive: %s, program: 'cat >>%s; echo end >>%s.ends'}";
        String few = RULES.replace("evt.type in (open, openat, close, read, mmap)", "evt.type = execve");

        int alerts = printed(run(program.formatted(true, kept, kept), few)).size();
        run(program.formatted(false, once, once), few);

        assertThat(alerts).isGreaterThan(3);
        assertThat(Files.readAllLines(kept)).hasSize(alerts);
        assertThat(Files.readAllLines(folder.resolve("kept.ends"))).hasSize(1);
        assertThat(Files.readAllLines(once)).isEqualTo(Files.readAllLines(kept));
        assertThat(Files.readAllLines(folder.resolve("once.ends"))).hasSize(alerts);
    }

    @Test
    void aSpoolIsItsOwnersAlone() throws Exception {
        Path spool = folder.resolve("spool");
        List<Long> printed = new ArrayList<>();
        List<Posted> arrived = posted("spool: {directory: " + spool + "}, batch: {max_alerts: 100}", printed);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spool)))
                .isEqualTo("rwx------");
        assertThat(arrived).isNotEmpty();
    }
}
