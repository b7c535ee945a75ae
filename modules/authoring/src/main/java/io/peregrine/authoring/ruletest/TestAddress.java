package io.peregrine.authoring.ruletest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The other end of a connection. */
public sealed interface TestAddress {
    /**
     * An end on the network.
     *
     * @param address 4 or 16 bytes in network order
     * @param port from 0 to 65535
     * @param udp whether datagrams travel instead of a stream
     */
    record Internet(byte[] address, int port, boolean udp) implements TestAddress {}

    /** A unix socket at a path. */
    record Unix(String path) implements TestAddress {}

    /** Reads {@code 10.0.0.1:80}, {@code [::1]:80}, either with {@code udp:} before it, or a path that begins with a slash; empty when it is none. */
    static Optional<TestAddress> parse(String text) {
        if (text.startsWith("/")) {
            return Optional.of(new Unix(text));
        }
        boolean udp = text.startsWith("udp:");
        String rest = udp || text.startsWith("tcp:") ? text.substring(4) : text;
        int colon = rest.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = rest.substring(0, colon).replaceAll("^\\[|]$", "");
        try {
            int port = Integer.parseInt(rest.substring(colon + 1));
            boolean literal = host.matches("[0-9.]+") || host.contains(":");
            return literal && port >= 0 && port <= 0xffff
                    ? Optional.of(new Internet(InetAddress.getByName(host).getAddress(), port, udp))
                    : Optional.empty();
        } catch (UnknownHostException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
