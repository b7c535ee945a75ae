package io.peregrine.server.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.peregrine.alert.JsonText;
import io.peregrine.output.tls.TlsContexts;
import io.peregrine.server.metrics.PrometheusMetrics;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the endpoints over HTTP or HTTPS. */
public final class WebServer implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * Where and how to serve.
     *
     * @param address the address to listen on, as an IP literal
     * @param port the port; 0 lets the system choose
     * @param threads how many threads serve
     * @param certificate a PEM file with certificate and key, when TLS is wanted
     */
    public record Settings(String address, int port, int threads, Optional<Path> certificate) {}

    /**
     * Starts the server.
     *
     * @throws IOException if it cannot; the message is a clause that says why
     */
    public WebServer(Settings settings, Endpoints endpoints) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(settings.address()), settings.port());
        try {
            this.server = settings.certificate().isPresent()
                    ? secured(address, settings.certificate().get())
                    : HttpServer.create(address, 0);
        } catch (BindException e) {
            throw new IOException(
                    "the web server cannot listen on " + settings.address() + " port " + settings.port() + ": "
                            + e.getMessage() + "; see webserver.listen_port",
                    e);
        }
        this.threads = Executors.newFixedThreadPool(
                Math.max(1, settings.threads()),
                Thread.ofPlatform().daemon().name("web-", 0).factory());
        server.setExecutor(threads);
        serve("/", exchange -> new Answer(NOT_FOUND, TEXT, "There is nothing at this path.\n"));
        serve("/versions", exchange -> new Answer(OK, JSON, endpoints.versions().get()));
        serve("/readyz", exchange -> readiness(endpoints.notReady().get()));
        endpoints
                .metrics()
                .ifPresent(metrics ->
                        serve("/metrics", exchange -> new Answer(OK, PrometheusMetrics.CONTENT_TYPE, metrics.get())));
        serve(endpoints.healthPath(), exchange -> new Answer(OK, JSON, "{\"status\": \"ok\"}"));
        server.start();
    }

    private static HttpServer secured(InetSocketAddress address, Path certificate) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TlsContexts.server(new TlsContexts.Identity(certificate, certificate))));
        return server;
    }

    /** Returns the port that is listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private record Answer(int status, String type, String body) {}

    private interface Endpoint {
        Answer answer(HttpExchange exchange);
    }

    private static Answer readiness(List<String> reasons) {
        if (reasons.isEmpty()) {
            return new Answer(OK, JSON, "{\"status\": \"ready\"}");
        }
        StringBuilder out = new StringBuilder("{\"status\": \"not ready\", \"reasons\": [");
        String separator = "";
        for (String reason : reasons) {
            out.append(separator);
            JsonText.appendString(out, reason);
            separator = ", ";
        }
        return new Answer(UNAVAILABLE, JSON, out.append("]}").toString());
    }

    private void serve(String path, Endpoint endpoint) {
        removeIfPresent(path);
        server.createContext(path, exchange -> {
            try (exchange) {
                String asked = exchange.getRequestURI().getPath();
                String method = exchange.getRequestMethod();
                if (!method.equals("GET") && !method.equals("HEAD")) {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    send(exchange, new Answer(METHOD_NOT_ALLOWED, TEXT, "Only GET is answered.\n"));
                } else if (!path.equals("/") && !asked.equals(path)) {
                    send(exchange, new Answer(NOT_FOUND, TEXT, "There is nothing at this path.\n"));
                } else {
                    send(exchange, answer(endpoint, exchange));
                }
            }
        });
    }

    private static Answer answer(Endpoint endpoint, HttpExchange exchange) {
        try {
            return endpoint.answer(exchange);
        } catch (RuntimeException e) {
            return new Answer(FAILED, TEXT, "The answer could not be made: " + e.getMessage() + "\n");
        }
    }

    private void removeIfPresent(String path) {
        try {
            server.removeContext(path);
        } catch (IllegalArgumentException e) {
            // nothing is served there yet
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops listening and ends the threads. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
