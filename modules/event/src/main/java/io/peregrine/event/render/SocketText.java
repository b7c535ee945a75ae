package io.peregrine.event.render;

/**
 * Socket addresses and pairs of them as they travel in parameters, as text.
 *
 * <pre>
 *  address, internet:  family u8 | ip 4 or 16 | port u16
 *  address, unix:      family u8 | path, NUL
 *  pair, internet:     family u8 | ip | port u16 | ip | port u16
 *  pair, unix:         family u8 | source u64 | destination u64 | path, NUL
 * </pre>
 *
 * Addresses are in network order, numbers little-endian. Source: the SOCKADDR and SOCKTUPLE parameters of libs 0.25.2.
 */
public final class SocketText {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final int PORT = 2;
    private static final int UNIX_PATH = 17;

    private SocketText() {}

    /** Appends a socket address of at least one byte. */
    public static void appendAddress(TextBuffer out, byte[] value, int length) {
        switch (value[0]) {
            case AF_UNIX -> appendPath(out, value, 1, length);
            case AF_INET -> {
                if (length == 1 + IPV4 + PORT) {
                    appendEnd(out, value, 1, IPV4);
                } else {
                    out.append("INVALID IPv4");
                }
            }
            case AF_INET6 -> {
                if (length == 1 + IPV6 + PORT) {
                    appendEnd(out, value, 1, IPV6);
                } else {
                    out.append("INVALID IPv6");
                }
            }
            default -> appendFamily(out, value[0]);
        }
    }

    /** Appends a pair of socket addresses of at least one byte. */
    public static void appendPair(TextBuffer out, byte[] value, int length) {
        switch (value[0]) {
            case AF_UNIX -> appendUnixPair(out, value, length);
            case AF_INET -> {
                if (length == 1 + 2 * (IPV4 + PORT)) {
                    appendPair(out, value, IPV4, IPV4);
                } else {
                    out.append("INVALID IPv4");
                }
            }
            case AF_INET6 -> {
                if (length != 1 + 2 * (IPV6 + PORT)) {
                    out.append("INVALID IPv6");
                } else if (isMapped(value, 1) && isMapped(value, 1 + IPV6 + PORT)) {
                    appendPair(out, value, IPV6, IPV4);
                } else {
                    appendPair(out, value, IPV6, IPV6);
                }
            }
            default -> appendFamily(out, value[0]);
        }
    }

    /** Two ends whose addresses have a size on the wire, of which the last bytes are shown. */
    private static void appendPair(TextBuffer out, byte[] value, int size, int shown) {
        appendEnd(out, value, 1 + size - shown, shown);
        out.append("->");
        appendEnd(out, value, 1 + size + PORT + size - shown, shown);
    }

    private static void appendEnd(TextBuffer out, byte[] value, int at, int size) {
        NetworkText.appendAddress(out, value, at, size);
        out.append(':').appendUnsigned((value[at + size] & 0xFF) | (value[at + size + 1] & 0xFF) << 8);
    }

    private static void appendUnixPair(TextBuffer out, byte[] value, int length) {
        if (length < UNIX_PATH) {
            out.append("INVALID UNIX");
            return;
        }
        out.appendBits(number(value, 1), 4, false).append("->");
        out.appendBits(number(value, 9), 4, false).append(' ');
        appendPath(out, value, UNIX_PATH, length);
    }

    private static void appendPath(TextBuffer out, byte[] value, int from, int length) {
        int end = from;
        while (end < length && value[end] != 0) {
            end++;
        }
        PlainText.append(out, value, from, end - from);
    }

    private static void appendFamily(TextBuffer out, byte family) {
        out.append("family ").appendUnsigned(family & 0xFF);
    }

    private static long number(byte[] value, int at) {
        long number = 0;
        for (int i = 7; i >= 0; i--) {
            number = number << 8 | value[at + i] & 0xFF;
        }
        return number;
    }

    /** Whether an IPv6 address stands for an IPv4 address: mapped, or all zero. */
    public static boolean isMapped(byte[] value, int at) {
        for (int i = 0; i < 10; i++) {
            if (value[at + i] != 0) {
                return false;
            }
        }
        if (value[at + 10] == -1 && value[at + 11] == -1) {
            return true;
        }
        for (int i = 10; i < IPV6; i++) {
            if (value[at + i] != 0) {
                return false;
            }
        }
        return true;
    }
}
