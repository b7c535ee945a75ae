package io.peregrine.state.descriptor;

/**
 * The addresses of a socket descriptor, or that it has none.
 *
 * <p>An internet address takes two longs, big-endian: an IPv6 address has its first eight bytes in the high one; an IPv4 address has its
 * four bytes in the lower half of the low one (10.0.0.1 is 0x0a000001). The descriptor's kind tells the families apart.
 */
public sealed interface SocketAddresses {
    /** No addresses. */
    SocketAddresses NONE = new None();

    /** The addresses of a descriptor that has none. */
    record None() implements SocketAddresses {}

    /**
     * Both ends of an internet socket.
     *
     * @param clientHigh the client's address, high half
     * @param clientLow the client's address, low half
     * @param serverHigh the server's address, high half
     * @param serverLow the server's address, low half
     * @param clientPort the client's port
     * @param serverPort the server's port
     * @param protocol the transport
     */
    record Internet(
            long clientHigh,
            long clientLow,
            long serverHigh,
            long serverLow,
            int clientPort,
            int serverPort,
            Transport protocol)
            implements SocketAddresses {}

    /**
     * The end of an internet socket that is bound and has no peer.
     *
     * @param high the address, high half
     * @param low the address, low half
     * @param port the port
     * @param protocol the transport
     */
    record Bound(long high, long low, int port, Transport protocol) implements SocketAddresses {}

    /**
     * Both ends of a unix socket.
     *
     * @param source the kernel's address of the local end
     * @param destination the kernel's address of the peer
     */
    record Unix(long source, long destination) implements SocketAddresses {}
}
