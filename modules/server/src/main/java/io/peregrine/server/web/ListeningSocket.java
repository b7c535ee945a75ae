package io.peregrine.server.web;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;

/** Opens the socket that a web server listens on. */
final class ListeningSocket {
    private static final int ANSWER_MILLIS = 1000;

    private ListeningSocket() {}

    /**
     * Listens.
     *
     * <p>Connections of a server that has just ended keep its port for a minute. The kernel gives it away meanwhile to whoever says of his own socket what that server said of its: this
     * machine's usual servers say SO_REUSEADDR, Falco says SO_REUSEPORT alone. With the second a port can be shared with a server that still listens, so it is said only where
     * none does.
     *
     * @throws IOException if it cannot; the message is a clause that says why
     */
    static ServerSocket open(WebServer.Settings settings, int backlog) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(settings.address()), settings.port());
        try {
            return bind(address, backlog, false);
        } catch (BindException e) {
            if (settings.port() != 0 && !isListenedOn(address)) {
                try {
                    return bind(address, backlog, true);
                } catch (BindException again) {
                    e.addSuppressed(again);
                }
            }
            throw new IOException(
                    "the web server cannot listen on " + settings.address() + " port " + settings.port() + ": "
                            + e.getMessage() + "; see webserver.listen_port",
                    e);
        }
    }

    /** Takes the next connection. It says SO_REUSEPORT, so that Falco can have the port as soon as this server has ended. */
    static Socket accept(ServerSocket listening) throws IOException {
        Socket socket = listening.accept();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static ServerSocket bind(InetSocketAddress address, int backlog, boolean reusePort) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            if (reusePort) {
                socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            socket.bind(address, backlog);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether somebody listens there: only a refusal says that nobody does, a server that has too much to do does not answer. */
    private static boolean isListenedOn(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host.isAnyLocalAddress()) {
            host = InetAddress.ofLiteral(host.getAddress().length == 4 ? "127.0.0.1" : "::1");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, address.getPort()), ANSWER_MILLIS);
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
