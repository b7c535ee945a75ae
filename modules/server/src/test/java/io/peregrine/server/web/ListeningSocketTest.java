package io.peregrine.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A port goes from Falco to Peregrine and back without a minute's waiting, and is never shared. */
class ListeningSocketTest {
    /** A server that says what Falco's says: SO_REUSEPORT alone. */
    private static ServerSocket likeFalco(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(false);
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        socket.bind(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    private static WebServer.Settings on(int port) {
        return new WebServer.Settings("127.0.0.1", port, 1, Optional.empty());
    }

    /** A client whose connection the server ends first: its side keeps the port for a minute. */
    private static void endConnectionOf(int port, Accepting server) throws IOException {
        try (Socket client = new Socket("127.0.0.1", port)) {
            server.accept().close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @FunctionalInterface
    private interface Accepting {
        Socket accept() throws IOException;
    }

    @Test
    void thePortOfAServerLikeFalcosIsTakenOver() throws IOException {
        int port;
        try (ServerSocket falco = likeFalco(0)) {
            port = falco.getLocalPort();
            endConnectionOf(port, falco::accept);
        }
        try (ServerSocket plain = new ServerSocket()) {
            plain.setReuseAddress(true);
            assertThatThrownBy(() -> plain.bind(new InetSocketAddress("127.0.0.1", port)))
                    .as("what this test is about")
                    .isInstanceOf(BindException.class);
        }
        try (ServerSocket taken = ListeningSocket.open(on(port), 10)) {
            assertThat(taken.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void aServerLikeFalcosTakesThePortOver() throws IOException {
        int port;
        try (ServerSocket ours = ListeningSocket.open(on(0), 10)) {
            port = ours.getLocalPort();
            endConnectionOf(port, () -> ListeningSocket.accept(ours));
        }
        try (ServerSocket falco = likeFalco(port)) {
            assertThat(falco.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void thePortOfAServerThatListensIsNotShared() throws IOException {
        try (ServerSocket falco = likeFalco(0)) {
            assertThatThrownBy(() -> ListeningSocket.open(on(falco.getLocalPort()), 10))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1 port " + falco.getLocalPort());
        }
    }
}
