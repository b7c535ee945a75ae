package io.peregrine.bench.live;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The engine as its launcher starts it, with the shipped configuration and rules, in a process of its own. */
final class Engine implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int READY = 200;
    private static final double TICKS_PER_SECOND = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    private Engine(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one and waits until it is ready. */
    static Engine start(Path folder) throws IOException, InterruptedException {
        return start(folder, List.of());
    }

    /** Starts one with settings of its own, such as {@code engine.warm_up=false}, and waits until it is ready. */
    static Engine start(Path folder, List<String> settings) throws IOException, InterruptedException {
        int port = freePort();
        Path home = Path.of(System.getProperty("peregrine.home"));
        List<String> command = new ArrayList<>(List.of(
                home.resolve("peregrine").toString(),
                "-c",
                home.resolve("modules/config/peregrine.yaml").toString()));
        List<String> all = new ArrayList<>(List.of(
                "webserver.listen_address=127.0.0.1",
                "webserver.listen_port=" + port,
                "webserver.prometheus_metrics_enabled=true",
                "metrics.enabled=true",
                "metrics.resource_utilization_enabled=false"));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("-o", setting)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("engine.out").toFile())
                .redirectError(folder.resolve("engine.err").toFile())
                .start();
        Engine engine = new Engine(process, port);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!engine.isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroy();
                throw new IOException("the engine does not start: " + Files.readString(folder.resolve("engine.err")));
            }
            Thread.sleep(20);
        }
        return engine;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").statusCode() == READY;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A figure of its metrics, such as {@code scap_n_drops_total}. */
    long metric(String name) throws IOException, InterruptedException {
        String text = get("/metrics").body();
        return text.lines()
                .filter(line -> line.matches("falcosecurity_" + name + "[ {].*"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("the engine's metrics have no " + name + ": " + text));
    }

    /** Its process number. */
    long pid() {
        return process.pid();
    }

    /** Processor time of all its threads so far, in seconds, in steps of 10 ms. */
    double processorSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(columns[11]) + Long.parseLong(columns[12])) / TICKS_PER_SECOND;
    }

    /** A row of its {@code /proc/PID/status} in megabytes, such as {@code VmRSS}. */
    long megabytes(String row) throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                .lines()
                .filter(line -> line.startsWith(row + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
