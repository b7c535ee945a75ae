package io.peregrine.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Sends audit events to the product's webhook as an API server does, in batches over one connection, and prints how many a second it acknowledged and what processor
 * time that took: {@code AuditBench LAUNCHER [RULES-FILE [SECONDS]]}. The product is pinned to one core. A rule matches one event of each batch: an event that was
 * acknowledged and is not among the alerts makes exit code 1.
 */
public final class AuditBench {
    private static final int BATCH = 200;
    private static final int WARM_SECONDS = 10;
    private static final String MARK = "bench-marked";
    private static final String COUNTING = """
            - rule: Marked event
              desc: counts what arrived
              condition: ka.user.name = "bench-marked"
              output: "marked %ka.auditid"
              priority: DEBUG
              source: k8s_audit
            """;

    private final Path launcher;
    private final Path folder;
    private final Path rules;
    private final int port;

    private AuditBench(Path launcher, Path folder, Path rules, int port) {
        this.launcher = launcher;
        this.folder = folder;
        this.rules = rules;
        this.port = port;
    }

    /** Runs the bench. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path launcher = Path.of(arguments[0]);
        Path rules = arguments.length > 1
                ? Path.of(arguments[1])
                : launcher.resolveSibling("rules/k8s_audit/k8s_audit_rules.yaml");
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        Path folder = Files.createTempDirectory("audit-bench");
        try {
            System.exit(new AuditBench(launcher, folder, rules.toAbsolutePath(), freePort()).run(seconds) ? 0 : 1);
        } finally {
            for (String name : List.of("rules.yaml", "peregrine.yaml", "alerts", "log")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private boolean run(int seconds) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("rules.yaml"), COUNTING);
        Files.writeString(folder.resolve("peregrine.yaml"), """
                rules_files: [%s, %s]
                load_plugins: [k8saudit, json]
                plugins:
                  - {name: k8saudit, library_path: libk8saudit.so, open_params: "http://127.0.0.1:%d/k8s-audit"}
                  - {name: json, library_path: libjson.so}
                rule_matching: all
                log_syslog: false
                log_stderr: true
                webserver: {enabled: false}
                stdout_output: {enabled: false}
                file_output: {enabled: true, filename: %s}
                """.formatted(
                        rules, folder.resolve("rules.yaml"), port, folder.resolve("alerts")));
        Process engine = new ProcessBuilder(
                        "taskset",
                        "-c",
                        "0",
                        launcher.toString(),
                        "-c",
                        folder.resolve("peregrine.yaml").toString(),
                        "--enable-source",
                        "k8s_audit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            awaitListening(engine);
            long sent = send(client, WARM_SECONDS, 0);
            long ticks = ticks(engine.pid());
            long before = sent;
            long start = System.nanoTime();
            sent = send(client, seconds, sent);
            double took = (System.nanoTime() - start) / 1e9;
            double busy = (ticks(engine.pid()) - ticks) / 100.0;
            System.out.printf(
                    Locale.ROOT,
                    "%.0f audit events/s acknowledged, %.1f µs of processor time an event (%.0f%% of the core)%n",
                    (sent - before) * (double) BATCH / took,
                    busy * 1e6 / ((sent - before) * BATCH),
                    100 * busy / took);
            long arrived = marked(engine, sent);
            System.out.println(arrived + " of " + sent + " marked events arrived");
            return arrived == sent;
        } finally {
            engine.destroy();
            if (!engine.waitFor(30, TimeUnit.SECONDS)) {
                engine.destroyForcibly();
            }
        }
    }

    private void awaitListening(Process engine) throws IOException, InterruptedException {
        for (int round = 0; round < 600 && engine.isAlive(); round++) {
            if (Files.readString(folder.resolve("log")).contains("Opening 'k8s_audit' source")) {
                return;
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        throw new IOException("The engine does not listen: " + Files.readString(folder.resolve("log")));
    }

    /** Sends batches for some seconds; how many were acknowledged in all. */
    private long send(HttpClient client, int seconds, long already) throws IOException, InterruptedException {
        long sent = already;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/k8s-audit"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(batch(sent)))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("The webhook answers " + answer.statusCode() + ": " + answer.body());
            }
            sent++;
        }
        return sent;
    }

    /** A batch of events as a busy cluster has them: reads of the controllers above all, a pod now and then. */
    private static byte[] batch(long number) {
        StringBuilder text =
                new StringBuilder("{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"items\":[");
        for (int i = 0; i < BATCH; i++) {
            text.append(i == 0 ? "" : ",").append(event(number + "-" + i, i));
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String event(String id, int i) {
        String user = i == BATCH - 1 ? MARK : "system:serviceaccount:kube-system:controller-" + i % 7;
        String request = i % 20 == 7
                ? "\"verb\":\"create\",\"requestObject\":{\"kind\":\"Pod\",\"spec\":{\"hostNetwork\":false,\"containers\":[{\"name\":\"a\",\"image\":\"registry.k8s.io/pause:3.9\",\"securityContext\":{\"privileged\":false}}],\"volumes\":[{\"name\":\"v\",\"emptyDir\":{}}]}},"
                : "\"verb\":\"" + (i % 3 == 0 ? "watch" : "get") + "\",";
        return "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"RequestResponse\",\"auditID\":\""
                + id
                + "\",\"stage\":\"ResponseComplete\",\"requestURI\":\"/api/v1/namespaces/kube-system/pods/web-" + i
                + "?timeout=10s\"," + request + "\"user\":{\"username\":\"" + user
                + "\",\"groups\":[\"system:serviceaccounts\",\"system:authenticated\"]},\"sourceIPs\":[\"10.0.0.9\"],"
                + "\"userAgent\":\"kube-controller-manager/v1.30.0 (linux/amd64)\",\"objectRef\":{\"resource\":\"pods\",\"namespace\":\"kube-system\",\"name\":\"web-"
                + i + "\",\"apiVersion\":\"v1\"},\"responseStatus\":{\"metadata\":{},\"code\":200},"
                + "\"requestReceivedTimestamp\":\"2026-11-28T10:00:00.000000Z\",\"stageTimestamp\":\"2026-11-28T10:00:00.001000Z\","
                + "\"annotations\":{\"authorization.k8s.io/decision\":\"allow\",\"authorization.k8s.io/reason\":\"\"}}";
    }

    private long marked(Process engine, long wanted) throws IOException, InterruptedException {
        long found = 0;
        for (int round = 0; round < 300 && engine.isAlive() && found < wanted; round++) {
            Thread.sleep(Duration.ofMillis(100));
            try (var lines = Files.lines(folder.resolve("alerts"))) {
                found = lines.filter(line -> line.contains(" marked "))
                        .distinct()
                        .count();
            }
        }
        return found;
    }

    /** Processor time of a process, in hundredths of a second. */
    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(columns[11]) + Long.parseLong(columns[12]);
    }
}
