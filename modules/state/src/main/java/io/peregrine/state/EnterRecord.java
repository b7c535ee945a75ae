package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * What the enter half of a call brought, kept at its thread until the exit half comes. Only captures hold enter events; their values are
 * preferred to those of the exit event, which a program can rewrite while the kernel works.
 *
 * @param code the enter event's code
 * @param name the path, {@code <NA>} when it is unknown
 * @param directory the directory's descriptor
 * @param flags the flags
 * @param address the socket address in wire form
 */
public record EnterRecord(int code, ByteString name, long directory, long flags, ByteString address) {
    /** No enter event. */
    public static final EnterRecord NONE = new EnterRecord(-1, ByteString.EMPTY, 0, 0, ByteString.EMPTY);

    /** The bytes that it takes beyond those of an empty one. */
    int weight() {
        return code < 0 ? 0 : 56 + name.length() + address.length();
    }
}
