package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine is killed in the middle of its output. */
@Timeout(300)
class CrashTest {
    private static final int HEADER = 8;

    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicBoolean taking = new AtomicBoolean();

    private HttpServer receiver() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean takes = taking.get();
            if (takes) {
                received.add(body);
            }
            exchange.sendResponseHeaders(takes ? 200 : 503, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private String http(HttpServer server, String more) {
        return "http_output: {enabled: true, url: 'http://127.0.0.1:%d/'%s}"
                .formatted(server.getAddress().getPort(), more);
    }

    @Test
    void withASpoolNothingThatWasWrittenIsLost() throws Exception {
        HttpServer server = receiver();
        try {
            Path spool = folder.resolve("spool");
            String configuration = Replays.configuration(
                    folder,
                    http(server, ", batch: {max_alerts: 500, max_delay: 10ms}, spool: {directory: " + spool + "}")
                            + "\noutput_timeout: 60000");
            long written;
            try (EngineProcess engine = EngineProcess.start(folder, configuration)) {
                engine.until(() -> records(spool) > 200);
                written = records(spool);
                engine.kill();
            }
            taking.set(true);
            String idle = configuration.replaceFirst("engine: .*\n", "engine: {kind: nodriver}\n");
            try (EngineProcess again = EngineProcess.start(folder, idle, "-M", "60")) {
                again.until(() -> numbers().length >= written && records(spool) == 0);
                again.stop();
            }
            assertThat(numbers()).hasSizeGreaterThanOrEqualTo((int) written).doesNotHaveDuplicates();
            assertThat(numbers()).isEqualTo(firstOf(allAlerts(), numbers().length));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void withoutASpoolAtMostTheQueueIsLost() throws Exception {
        HttpServer server = receiver();
        taking.set(true);
        try {
            try (EngineProcess engine = EngineProcess.start(folder, Replays.configuration(folder, http(server, "")))) {
                engine.until(() -> numbers().length > 200);
                engine.kill();
            }
            assertThat(numbers()).isEqualTo(firstOf(allAlerts(), numbers().length));
        } finally {
            server.stop(0);
        }
    }

    /** The numbers of all alerts, from a run that nobody kills. */
    private long[] allAlerts() throws Exception {
        String configuration = Replays.configuration(folder, "stdout_output: {enabled: true}");
        try (EngineProcess engine = EngineProcess.start(folder, configuration)) {
            assertThat(engine.await()).isZero();
            return Replays.numbers(engine.out());
        }
    }

    private static long[] firstOf(long[] numbers, int count) {
        return LongStream.of(numbers).limit(count).toArray();
    }

    private long[] numbers() {
        return Replays.numbers(String.join("\n", received));
    }

    /** How many whole records the spool's files hold, beyond what was acknowledged. */
    private static long records(Path spool) throws Exception {
        if (!Files.isDirectory(spool)) {
            return 0;
        }
        long records = 0;
        long acknowledged = Files.exists(spool.resolve("acknowledged"))
                ? Long.parseLong(Files.readString(spool.resolve("acknowledged")).strip())
                : 0;
        try (Stream<Path> files = Files.list(spool)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".spool")).toList()) {
                long start = Long.parseLong(file.getFileName().toString().replace(".spool", ""));
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                while (bytes.remaining() >= HEADER && bytes.remaining() - HEADER >= bytes.getInt(bytes.position())) {
                    records += start + bytes.position() >= acknowledged ? 1 : 0;
                    bytes.position(bytes.position() + HEADER + bytes.getInt(bytes.position()));
                }
            }
        }
        return records;
    }
}
