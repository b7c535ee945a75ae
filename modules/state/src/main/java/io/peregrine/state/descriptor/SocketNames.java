package io.peregrine.state.descriptor;

import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.LittleEndian;
import io.peregrine.event.render.NetworkText;
import io.peregrine.event.render.PlainText;
import io.peregrine.event.render.TextBuffer;

/** What sockets are called: {@code 10.0.0.1:4000->10.0.0.2:80}, {@code source->destination path} for unix sockets. */
public final class SocketNames {
    private SocketNames() {}

    /** Appends the pair of ends of an internet socket as its kind finds them in an image. */
    static void appendPair(TextBuffer out, DescriptorKind kind, byte[] image, Compatibility compatibility) {
        if (kind == DescriptorKind.IPV4_SOCKET) {
            switch (Transport.byNumber(image[SocketImage.IPV4_PROTOCOL])) {
                case TCP, UDP -> appendPair4(out, image, SocketImage.IPV4_CLIENT, SocketImage.IPV4_SERVER);
                case ICMP, RAW -> {
                    NetworkText.appendIpv4(out, image, SocketImage.IPV4_CLIENT);
                    out.append("->");
                    NetworkText.appendIpv4(out, image, SocketImage.IPV4_SERVER);
                }
                case UNKNOWN, NONE -> out.append("<unknown>");
            }
            return;
        }
        boolean mapped = WirePair.isMapped(image, SocketImage.IPV6_CLIENT, compatibility)
                && WirePair.isMapped(image, SocketImage.IPV6_SERVER, compatibility);
        switch (Transport.byNumber(image[SocketImage.IPV6_PROTOCOL])) {
            case TCP, UDP -> {
                if (mapped) {
                    appendPair4(out, image, SocketImage.IPV6_CLIENT + 12, SocketImage.IPV6_SERVER + 12);
                } else {
                    appendPair6(out, image);
                }
            }
            case ICMP -> {
                if (mapped) {
                    NetworkText.appendIpv4(out, image, SocketImage.IPV6_CLIENT + 12);
                    out.append("->");
                    NetworkText.appendIpv4(out, image, SocketImage.IPV6_SERVER + 12);
                } else {
                    NetworkText.appendIpv6(out, image, SocketImage.IPV6_CLIENT);
                    out.append("->");
                    NetworkText.appendIpv6(out, image, SocketImage.IPV6_SERVER);
                }
            }
            case UNKNOWN, NONE, RAW -> out.append("<unknown>");
        }
    }

    /** Appends two IPv4 ends, whose ports are always taken from the places of IPv4. */
    public static void appendPair4(TextBuffer out, byte[] image, int client, int server) {
        NetworkText.appendIpv4(out, image, client);
        out.append(':').appendUnsigned(LittleEndian.getUnsignedShort(image, SocketImage.IPV4_CLIENT_PORT));
        out.append("->");
        NetworkText.appendIpv4(out, image, server);
        out.append(':').appendUnsigned(LittleEndian.getUnsignedShort(image, SocketImage.IPV4_SERVER_PORT));
    }

    /** Appends two IPv6 ends. */
    public static void appendPair6(TextBuffer out, byte[] image) {
        NetworkText.appendIpv6(out, image, SocketImage.IPV6_CLIENT);
        out.append(':').appendUnsigned(LittleEndian.getUnsignedShort(image, SocketImage.IPV6_CLIENT_PORT));
        out.append("->");
        NetworkText.appendIpv6(out, image, SocketImage.IPV6_SERVER);
        out.append(':').appendUnsigned(LittleEndian.getUnsignedShort(image, SocketImage.IPV6_SERVER_PORT));
    }

    /** Appends the name of a bound internet socket as its kind finds it in an image. */
    public static void appendBound(TextBuffer out, byte[] image, boolean narrow) {
        NetworkText.appendAddress(out, image, 0, narrow ? 4 : 16);
        int port = narrow ? SocketImage.IPV4_BOUND_PORT : SocketImage.IPV6_BOUND_PORT;
        out.append(':').appendUnsigned(LittleEndian.getUnsignedShort(image, port));
    }

    /** The name of a bound internet socket. */
    public static ByteString bound(byte[] address, int port) {
        TextBuffer out = new TextBuffer();
        NetworkText.appendAddress(out, address, 0, address.length);
        out.append(':').appendUnsigned(port);
        return out.copy();
    }

    /** Appends the name of a unix socket with both ends. */
    public static void appendUnix(TextBuffer out, byte[] image, SocketWire path, int from) {
        out.appendBits(LittleEndian.getLong(image, SocketImage.UNIX_SOURCE), 4, false)
                .append("->");
        out.appendBits(LittleEndian.getLong(image, SocketImage.UNIX_DESTINATION), 4, false)
                .append(' ');
        PlainText.append(out, path.bytes(), from, path.pathLength(from));
    }
}
