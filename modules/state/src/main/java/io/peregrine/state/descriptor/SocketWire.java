package io.peregrine.state.descriptor;

import io.peregrine.event.EventView;

/**
 * A socket address or a pair of them as a parameter carries it, copied into scratch memory.
 *
 * <pre>
 *  address: family u8 | ip 4 or 16 | port u16              unix: family u8 | path, NUL
 *  pair:    family u8 | ip | port u16 | ip | port u16      unix: family u8 | source u64 | destination u64 | path, NUL
 * </pre>
 *
 * Reused; owned by the tables' thread.
 */
public final class SocketWire {
    public static final int FAMILY_UNIX = 1;
    public static final int FAMILY_IPV4 = 2;
    public static final int FAMILY_IPV6 = 10;
    static final int UNIX_SOURCE = 1;
    public static final int UNIX_PATH = 17;
    private static final int MAX_LENGTH = 1024;

    private final byte[] bytes = new byte[MAX_LENGTH];
    private int length;

    /** Copies a parameter. */
    public SocketWire load(EventView event, int param) {
        length = Math.min(MAX_LENGTH, event.paramLength(param));
        event.copy(param, 0, length, bytes, 0);
        return this;
    }

    /** Copies bytes that were kept. */
    public SocketWire load(byte[] kept) {
        length = Math.min(MAX_LENGTH, kept.length);
        System.arraycopy(kept, 0, bytes, 0, length);
        return this;
    }

    /** The bytes that were loaded; the array is used again with the next event. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes were loaded. */
    public int length() {
        return length;
    }

    /** The family, as the kernel numbers it. */
    public int family() {
        return bytes[0] & 0xff;
    }

    /** Whether this is an address that is as long as its family needs. */
    public boolean isAddress() {
        return length > 0
                && switch (family()) {
                    case FAMILY_IPV4 -> length >= 7;
                    case FAMILY_IPV6 -> length >= 19;
                    case FAMILY_UNIX -> length >= 2 && bytes[length - 1] == 0;
                    default -> true;
                };
    }

    /** Whether this is a pair that is as long as its family needs. */
    public boolean isPair() {
        return length > 0
                && switch (family()) {
                    case FAMILY_IPV4 -> length >= 13;
                    case FAMILY_IPV6 -> length >= 37;
                    case FAMILY_UNIX -> length >= 18 && bytes[length - 1] == 0;
                    default -> true;
                };
    }

    /** The length of a unix path that begins here, without its NUL. */
    public int pathLength(int from) {
        int end = from;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return end - from;
    }
}
