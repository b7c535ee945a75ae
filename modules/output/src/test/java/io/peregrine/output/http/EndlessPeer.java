package io.peregrine.output.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A server that answers every connection with a beginning and then one piece again and again, until the other side has enough. */
final class EndlessPeer implements AutoCloseable {
    private final ServerSocket server;
    private final byte[] beginning;
    private final byte[] piece;
    private final AtomicLong sent = new AtomicLong();
    private final Thread thread;
    private volatile long pauseMillis;

    EndlessPeer(String beginning, String piece) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
        this.piece = piece.getBytes(StandardCharsets.ISO_8859_1);
        this.thread = Thread.ofPlatform().daemon().start(this::serve);
    }

    /** From now on pauses behind every piece. */
    EndlessPeer slowly(long millis) {
        pauseMillis = millis;
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many bytes were sent on all connections, those that the system still holds among them. */
    long sent() {
        return sent.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                if (in.read(new byte[4096]) > 0) {
                    answer(socket.getOutputStream());
                }
            } catch (IOException e) {
                // the other side has had enough, or the test has
            }
        }
    }

    private void answer(OutputStream out) throws IOException {
        out.write(beginning);
        while (!server.isClosed()) {
            out.write(piece);
            sent.addAndGet(piece.length);
            if (pauseMillis > 0) {
                try {
                    Thread.sleep(pauseMillis);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    @Override
    public String toString() {
        String all =
                new String(beginning, StandardCharsets.ISO_8859_1) + new String(piece, StandardCharsets.ISO_8859_1);
        return all.substring(0, Math.min(60, all.length()));
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.interrupt();
    }
}
