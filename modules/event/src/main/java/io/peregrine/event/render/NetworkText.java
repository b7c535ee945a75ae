package io.peregrine.event.render;

/** Addresses as text. */
public final class NetworkText {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int GROUPS = 8;

    private NetworkText() {}

    /** Appends an address of 4 or 16 bytes in network order; {@code <NA>} for any other length. */
    public static void appendAddress(TextBuffer out, byte[] bytes, int from, int length) {
        switch (length) {
            case IPV4_BYTES -> appendIpv4(out, bytes, from);
            case IPV6_BYTES -> appendIpv6(out, bytes, from);
            default -> out.append("<NA>");
        }
    }

    /** Appends the 4 bytes of an IPv4 address. */
    public static void appendIpv4(TextBuffer out, byte[] bytes, int from) {
        for (int i = 0; i < IPV4_BYTES; i++) {
            if (i > 0) {
                out.append('.');
            }
            out.appendUnsigned(bytes[from + i] & 0xFF);
        }
    }

    /**
     * Appends the 16 bytes of an IPv6 address as inet_ntop(3) does: small letters, the first longest run of two or more zero groups as
     * {@code ::}, and the last four bytes dotted where the address embeds an IPv4 address.
     */
    public static void appendIpv6(TextBuffer out, byte[] bytes, int from) {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < GROUPS; ) {
            int end = i;
            while (end < GROUPS && group(bytes, from, end) == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
            i = Math.max(end, i + 1);
        }
        boolean dotted = embedsIpv4(bytes, from, runStart, runLength);
        int groups = dotted ? GROUPS - 2 : GROUPS;
        for (int i = 0; i < groups; i++) {
            if (runStart >= 0 && i >= runStart && i < runStart + runLength) {
                if (i == runStart) {
                    out.append(':');
                }
                continue;
            }
            if (i > 0) {
                out.append(':');
            }
            out.appendBits(group(bytes, from, i), 4, false);
        }
        if (dotted) {
            out.append(':');
            appendIpv4(out, bytes, from + IPV6_BYTES - IPV4_BYTES);
        } else if (runStart >= 0 && runStart + runLength == GROUPS) {
            out.append(':');
        }
    }

    private static boolean embedsIpv4(byte[] bytes, int from, int runStart, int runLength) {
        if (runStart != 0) {
            return false;
        }
        boolean compatible = runLength == 6;
        boolean mapped = runLength == 5 && group(bytes, from, 5) == 0xFFFF;
        return compatible || mapped;
    }

    private static int group(byte[] bytes, int from, int index) {
        return (bytes[from + 2 * index] & 0xFF) << 8 | bytes[from + 2 * index + 1] & 0xFF;
    }
}
