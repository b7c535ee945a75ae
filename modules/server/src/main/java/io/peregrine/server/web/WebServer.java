package io.peregrine.server.web;

import io.peregrine.output.tls.TlsContexts;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * Serves endpoints over HTTP/1.1 or HTTPS; which ones can be changed while it serves. What a client can make it hold is bounded: connections,
 * the size of requests, and the time for a request and its answer.
 */
public final class WebServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int SWEEP_MILLIS = 200;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ServerSocket listening;
    private final Optional<SSLContext> tls;
    private final Router router;
    private final Connections connections;
    private final Thread accepting;

    /**
     * Where and how to serve.
     *
     * @param address the address to listen on, as an IP literal
     * @param port the port; 0 lets the system choose
     * @param threads how many pages are made at once
     * @param certificate a PEM file with certificate and key, when TLS is wanted
     */
    public record Settings(String address, int port, int threads, Optional<Path> certificate) {}

    /**
     * Starts the server.
     *
     * @throws IOException if it cannot; the message is a clause that says why
     */
    public WebServer(Settings settings, Endpoints endpoints, WebCounters counters) throws IOException {
        this.tls = context(settings.certificate());
        this.router = new Router(endpoints, settings.threads());
        this.connections = new Connections(counters);
        this.listening = ListeningSocket.open(settings, BACKLOG);
        this.accepting = Thread.ofPlatform().daemon().name("web-accept").start(this::accept);
    }

    private static Optional<SSLContext> context(Optional<Path> certificate) throws IOException {
        return certificate.isPresent()
                ? Optional.of(TlsContexts.server(new TlsContexts.Identity(certificate.get(), certificate.get())))
                : Optional.empty();
    }

    /** Serves other endpoints from the next request on. */
    public void serve(Endpoints others) {
        router.serve(others);
    }

    /** Returns the port that is listened on. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                // without a connection there is no deadline to look after
                listening.setSoTimeout(connections.closeLate() ? SWEEP_MILLIS : 0);
                take(ListeningSocket.accept(listening));
            } catch (SocketTimeoutException e) {
                // time to look after deadlines
            } catch (IOException e) {
                // no descriptor is left, or the server was closed
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void take(Socket socket) {
        Connection connection = new Connection(socket, tls, router, connections);
        connections.admit(connection);
        Thread.ofVirtual().name("web").start(connection);
    }

    /** Stops listening and ends all connections. */
    @Override
    public void close() {
        try {
            listening.close();
            accepting.join(Duration.ofSeconds(1));
        } catch (IOException e) {
            // nothing listens any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.closeAll();
    }
}
