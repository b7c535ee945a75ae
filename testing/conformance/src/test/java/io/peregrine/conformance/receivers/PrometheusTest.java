package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's Prometheus scrapes a live engine and answers what Falco's dashboard asks. */
@Timeout(300)
class PrometheusTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyPanelOfTheDashboardHasData() throws Exception {
        Machine.assumeRoot();
        String prometheus = Machine.program("prometheus", "prometheus");
        String promtool = Machine.program("promtool", "prometheus");
        int port = freePort();
        Path witness = Files.writeString(folder.resolve("witness"), "");
        try (EngineProcess engine = EngineProcess.start(folder, configuration(port, witness))) {
            awaitReady(engine, port);
            Process scraper = scraper(prometheus, port, freePort());
            try {
                checkText(promtool, get("http://127.0.0.1:" + port + "/metrics").body());
                engine.until(() -> {
                    Files.readString(witness);
                    return unanswered().isEmpty();
                });
            } finally {
                scraper.destroy();
                scraper.waitFor();
            }
            assertThat(engine.stop()).as(engine.err()).isZero();
        }
    }

    private String configuration(int port, Path witness) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: Witness opened
                  desc: The test looks at its own file.
                  condition: evt.type = openat and fd.name = %s
                  output: opened
                  priority: NOTICE
                  tags: [test]
                """.formatted(witness.toAbsolutePath()));
        return """
                rules_files: [%s]
                log_stderr: true
                log_syslog: false
                stdout_output: {enabled: true}
                webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: %d, prometheus_metrics_enabled: true}
                metrics: {enabled: true, interval: 1h, output_rule: true, kernel_event_counters_per_cpu_enabled: true}
                """.formatted(rules, port);
    }

    private void awaitReady(EngineProcess engine, int port) throws Exception {
        try {
            engine.until(() -> {
                try {
                    return get("http://127.0.0.1:" + port + "/readyz").statusCode() == 200;
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (AssertionError e) {
            Assumptions.abort("no live probe on this machine: " + engine.err());
        }
    }

    private String server = "";

    private Process scraper(String prometheus, int engine, int own) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: engine
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                        labels: {pod: p1, namespace: n1}
                """.formatted(engine));
        server = "http://127.0.0.1:" + own;
        return new ProcessBuilder(
                        prometheus,
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("series"),
                        "--web.listen-address=127.0.0.1:" + own)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    /** Errors end promtool with status 1; status 3 means opinions on names, which are Falco's. */
    private void checkText(String promtool, String metrics) throws Exception {
        Path file = Files.writeString(folder.resolve("metrics.txt"), metrics);
        String said = Machine.run(new int[] {0, 3}, "sh", "-c", promtool + " check metrics < " + file);
        assertThat(said.lines())
                .noneMatch(line -> line.startsWith("peregrine_") || line.startsWith("jvm_"))
                .allMatch(line -> line.startsWith("falcosecurity_"));
    }

    private List<String> unanswered() throws Exception {
        return Files.readAllLines(Path.of("src/test/resources/receivers/dashboard.promql")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace("$range", "10s"))
                .filter(query -> !hasData(query))
                .toList();
    }

    private boolean hasData(String query) {
        try {
            String answer = get(server + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                    .body();
            return answer.contains("\"status\":\"success\"") && answer.contains("\"value\":[");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
