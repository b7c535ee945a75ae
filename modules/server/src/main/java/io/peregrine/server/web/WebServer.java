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
import java.util.concurrent.TimeUnit;

/** Serves endpoints over HTTP or HTTPS; which ones can be changed while it serves. */
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
    private volatile Endpoints endpoints;

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
        this.endpoints = endpoints;
        this.threads = Executors.newFixedThreadPool(
                Math.max(1, settings.threads()),
                Thread.ofPlatform().daemon().name("web-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Serves other endpoints from the next request on. */
    public void serve(Endpoints others) {
        endpoints = others;
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

    private static final Answer NOTHING = new Answer(NOT_FOUND, TEXT, "There is nothing at this path.\n");

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

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (method.equals("GET") || method.equals("HEAD")) {
                send(exchange, answer(endpoints, exchange.getRequestURI().getPath()));
            } else {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, new Answer(METHOD_NOT_ALLOWED, TEXT, "Only GET is answered.\n"));
            }
        }
    }

    private static Answer answer(Endpoints served, String path) {
        try {
            if (path.equals(served.healthPath())) {
                return new Answer(OK, JSON, "{\"status\": \"ok\"}");
            }
            return switch (path) {
                case "/versions" -> new Answer(OK, JSON, served.versions().get());
                case "/readyz" -> readiness(served.notReady().get());
                case "/metrics" ->
                    served.metrics()
                            .map(metrics -> new Answer(OK, PrometheusMetrics.CONTENT_TYPE, metrics.get()))
                            .orElse(NOTHING);
                default -> NOTHING;
            };
        } catch (RuntimeException e) {
            return new Answer(FAILED, TEXT, "The answer could not be made: " + e.getMessage() + "\n");
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

    /** Stops listening and waits, a second at most, for answers that are being made. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
