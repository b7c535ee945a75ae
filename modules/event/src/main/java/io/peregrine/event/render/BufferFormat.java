package io.peregrine.event.render;

/** How outputs print buffers of bytes. */
public enum BufferFormat {
    /** Printable ASCII as it is, a dot for every other byte. */
    DOTS,
    /** Base 64. */
    BASE64,
    /** Rows of hexadecimal pairs, each row with its offset. */
    HEX,
    /** As {@link #HEX}, with the printable characters behind each row. */
    HEX_ASCII
}
