package io.peregrine.state.descriptor;

import io.peregrine.event.LittleEndian;
import java.util.Arrays;

/**
 * The 40 bytes behind a socket's addresses, in which the layouts of the kinds overlay one another. With Falco's answers a socket that
 * changes its kind keeps the bytes, and what reads them by the new layout may find parts of the old one, as in Falco's union.
 *
 * <pre>
 *            0        4        6   8     10    12        16      18         32    34    36
 *  IPv4      client 4 server 4     cport sport protocol
 *  IPv4 bnd  address4 port 2 proto
 *  IPv6      client 16                                   server 16          cport sport protocol
 *  IPv6 bnd  address 16                                  port 2  protocol
 *  unix      source 8          destination 8
 * </pre>
 *
 * Addresses in network order, ports little-endian. Immutable.
 */
public final class SocketImage {
    public static final int SIZE = 40;
    public static final int IPV4_CLIENT = 0;
    public static final int IPV4_SERVER = 4;
    public static final int IPV4_CLIENT_PORT = 8;
    public static final int IPV4_SERVER_PORT = 10;
    public static final int IPV4_PROTOCOL = 12;
    public static final int IPV4_BOUND_PORT = 4;
    public static final int IPV4_BOUND_PROTOCOL = 6;
    public static final int IPV6_CLIENT = 0;
    public static final int IPV6_SERVER = 16;
    public static final int IPV6_CLIENT_PORT = 32;
    public static final int IPV6_SERVER_PORT = 34;
    public static final int IPV6_PROTOCOL = 36;
    public static final int IPV6_BOUND_PORT = 16;
    public static final int IPV6_BOUND_PROTOCOL = 18;
    public static final int UNIX_SOURCE = 0;
    public static final int UNIX_DESTINATION = 8;

    /** The image of what is no socket: zeros. */
    public static final SocketImage NONE = new SocketImage(new byte[SIZE]);

    private final byte[] bytes;

    private SocketImage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where a kind of socket keeps its transport, -1 for a kind that has none. */
    static int protocolAt(DescriptorKind kind) {
        return switch (kind) {
            case IPV4_SOCKET -> IPV4_PROTOCOL;
            case IPV6_SOCKET -> IPV6_PROTOCOL;
            case IPV4_LISTENING -> IPV4_BOUND_PROTOCOL;
            case IPV6_LISTENING -> IPV6_BOUND_PROTOCOL;
            default -> -1;
        };
    }

    /** An image of a copy of these bytes. */
    public static SocketImage of(byte[] bytes) {
        return new SocketImage(Arrays.copyOf(bytes, SIZE));
    }

    /** Copies the {@link #SIZE} bytes to the beginning of an array. */
    public void copyInto(byte[] target) {
        System.arraycopy(bytes, 0, target, 0, SIZE);
    }

    boolean equalsBytes(byte[] other) {
        return Arrays.equals(bytes, other);
    }

    /** The addresses that a kind of socket finds here. */
    SocketAddresses addresses(DescriptorKind kind) {
        return switch (kind) {
            case IPV4_SOCKET ->
                new SocketAddresses.Internet(
                        0,
                        LittleEndian.address4(bytes, IPV4_CLIENT),
                        0,
                        LittleEndian.address4(bytes, IPV4_SERVER),
                        LittleEndian.getUnsignedShort(bytes, IPV4_CLIENT_PORT),
                        LittleEndian.getUnsignedShort(bytes, IPV4_SERVER_PORT),
                        Transport.byNumber(bytes[IPV4_PROTOCOL]));
            case IPV6_SOCKET ->
                new SocketAddresses.Internet(
                        LittleEndian.address8(bytes, IPV6_CLIENT),
                        LittleEndian.address8(bytes, IPV6_CLIENT + 8),
                        LittleEndian.address8(bytes, IPV6_SERVER),
                        LittleEndian.address8(bytes, IPV6_SERVER + 8),
                        LittleEndian.getUnsignedShort(bytes, IPV6_CLIENT_PORT),
                        LittleEndian.getUnsignedShort(bytes, IPV6_SERVER_PORT),
                        Transport.byNumber(bytes[IPV6_PROTOCOL]));
            case IPV4_LISTENING ->
                new SocketAddresses.Bound(
                        0,
                        LittleEndian.address4(bytes, 0),
                        LittleEndian.getUnsignedShort(bytes, IPV4_BOUND_PORT),
                        Transport.byNumber(bytes[IPV4_BOUND_PROTOCOL]));
            case IPV6_LISTENING ->
                new SocketAddresses.Bound(
                        LittleEndian.address8(bytes, 0),
                        LittleEndian.address8(bytes, 8),
                        LittleEndian.getUnsignedShort(bytes, IPV6_BOUND_PORT),
                        Transport.byNumber(bytes[IPV6_BOUND_PROTOCOL]));
            case UNIX_SOCKET ->
                new SocketAddresses.Unix(
                        LittleEndian.getLong(bytes, UNIX_SOURCE), LittleEndian.getLong(bytes, UNIX_DESTINATION));
            default -> SocketAddresses.NONE;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SocketImage that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
