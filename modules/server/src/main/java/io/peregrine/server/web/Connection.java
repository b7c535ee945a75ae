package io.peregrine.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One client: reads requests and answers them, on a virtual thread of its own. Blocks where the client is slow; {@link #abort} by another
 * thread ends that.
 */
final class Connection implements Runnable {
    private static final Duration HEAD = Duration.ofSeconds(5);
    private static final Duration BODY = Duration.ofSeconds(10);
    private static final int MAX_BODY = 64 << 10;

    /**
     * What the connection is at.
     *
     * @param waiting whether a whole request is still to come
     * @param since the time from which it is, in nanoseconds of the virtual machine's clock
     * @param deadline the time at which it must be over
     */
    record Phase(boolean waiting, long since, long deadline) {
        static final Comparator<Phase> BY_AGE = (a, b) -> Long.signum(a.since - b.since);

        static Phase begin(boolean waiting, Duration longest) {
            long now = System.nanoTime();
            return new Phase(waiting, now, now + longest.toNanos());
        }

        boolean isOver(long now) {
            return now - deadline > 0;
        }
    }

    private final Socket socket;
    private final Optional<SSLContext> tls;
    private final Router router;
    private final Connections connections;
    private volatile Phase phase = Phase.begin(true, HEAD);
    private volatile boolean answered;

    Connection(Socket socket, Optional<SSLContext> tls, Router router, Connections connections) {
        this.socket = socket;
        this.tls = tls;
        this.router = router;
        this.connections = connections;
    }

    Phase phase() {
        return phase;
    }

    /** Whether the client is in the middle of something; one that keeps an answered connection open without asking is not. */
    boolean hasBegun() {
        return !answered || !phase.waiting();
    }

    /** Closes the connection without a word. */
    void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (tls.isPresent()) {
                try (Socket secured = secured(tls.get())) {
                    serve(secured);
                }
            } else {
                serve(socket);
            }
        } catch (IOException e) {
            // the client has gone, or was too slow
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(this);
        }
    }

    private Socket secured(SSLContext context) throws IOException {
        SSLSocket secured = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    private void serve(Socket client) throws IOException, InterruptedException {
        HeadReader heads = new HeadReader(client.getInputStream());
        OutputStream out = client.getOutputStream();
        boolean last = false;
        while (!last) {
            Optional<Request> request;
            try {
                request = next(heads);
            } catch (Request.MalformedException e) {
                out.write(e.answer().bytes(true, true, Instant.now()));
                finish(client);
                return;
            }
            if (request.isEmpty()) {
                return;
            }
            phase = Phase.begin(false, BODY);
            last = request.get().last() || request.get().carriesBody();
            out.write(router.answer(request.get()).bytes(request.get().wantsBody(), last, Instant.now()));
            answered = true;
            if (request.get().carriesBody()) {
                finish(client);
            }
            phase = Phase.begin(true, HEAD);
        }
    }

    private static Optional<Request> next(HeadReader heads) throws IOException, Request.MalformedException {
        Optional<String> head = heads.next();
        return head.isPresent() ? Optional.of(Request.of(head.get())) : Optional.empty();
    }

    /** Reads what the client still sends, so that its system does not throw the answer away. */
    private void finish(Socket client) throws IOException {
        phase = Phase.begin(false, BODY);
        client.shutdownOutput();
        InputStream in = client.getInputStream();
        byte[] scrap = new byte[1 << 10];
        int left = MAX_BODY;
        while (left > 0) {
            int read = in.read(scrap);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
