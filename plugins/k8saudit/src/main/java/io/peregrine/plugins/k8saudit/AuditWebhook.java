package io.peregrine.plugins.k8saudit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginPayload;
import io.peregrine.plugin.PluginSources;
import io.peregrine.plugin.PushedSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The webhook that an API server sends batches to. An answer 200 says that every usable event of the batch was taken by the engine; where the engine is busy the
 * answer waits, so that the API server does not lose what was not taken.
 */
final class AuditWebhook {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final AuditConfiguration configuration;
    private final AuditIntake intake;
    private final boolean encrypted;

    AuditWebhook(AuditConfiguration configuration, AuditIntake intake, boolean encrypted) {
        this.configuration = configuration;
        this.intake = intake;
        this.encrypted = encrypted;
    }

    EventSource open(SourceName source, URI address) throws PluginException {
        boundRequests();
        PushedSource events = PluginSources.push(source);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        HttpServer server = server(address);
        server.setExecutor(workers);
        String path = address.getPath().isEmpty() ? "/" : address.getPath();
        server.createContext(path, exchange -> handle(exchange, path, events));
        server.start();
        return events.whenClosed(() -> {
            server.stop(0);
            workers.shutdownNow();
        });
    }

    /** A client that sends half a request is hung up on, and the number of connections is bounded; read by the JDK's server when it is first used. */
    private static void boundRequests() {
        for (String[] bound : new String[][] {
            {"sun.net.httpserver.maxReqTime", "30"},
            {"sun.net.httpserver.maxRspTime", "60"},
            {"jdk.httpserver.maxConnections", "1000"}
        }) {
            if (System.getProperty(bound[0]) == null) {
                System.setProperty(bound[0], bound[1]);
            }
        }
    }

    private HttpServer server(URI address) throws PluginException {
        int port = address.getPort() >= 0 ? address.getPort() : encrypted ? HTTPS_PORT : HTTP_PORT;
        try {
            InetSocketAddress at = new InetSocketAddress(address.getHost(), port);
            if (!encrypted) {
                return HttpServer.create(at, 0);
            }
            HttpsServer server = HttpsServer.create(at, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(ServerCertificate.read(configuration.certificate())));
            return server;
        } catch (IOException e) {
            throw new PluginException(
                    "the webhook cannot listen on " + address.getHost() + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private void handle(HttpExchange exchange, String path, PushedSource events) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestURI().getPath();
            if (!asked.equals(path) && !path.endsWith("/")) {
                answer(exchange, 404, "404 page not found");
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, exchange.getRequestMethod() + " method not allowed");
                return;
            }
            String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                    .orElse("");
            if (!type.toLowerCase(Locale.ROOT).contains("application/json")) {
                answer(exchange, 400, "wrong Content Type");
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes((int) configuration.maxBatchSize() + 1);
            if (body.length > configuration.maxBatchSize()) {
                answer(exchange, 400, "bad request: http: request body too large");
                return;
            }
            answer(exchange, intake.events(body), events);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, Optional<List<PluginPayload>> batch, PushedSource events)
            throws IOException, InterruptedException {
        if (batch.isEmpty()) {
            answer(exchange, 400, "bad request: no audit events");
            return;
        }
        for (PluginPayload event : batch.get()) {
            if (!events.sendWaiting(event)) {
                answer(exchange, 503, "shutting down");
                return;
            }
        }
        answer(exchange, 200, "");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.isEmpty() ? new byte[0] : (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
