package io.peregrine.event.render;

import java.util.Base64;

/** Buffers of bytes as text. */
public final class BufferText {
    private static final int ROW = 16;
    private static final int CELL = 5;

    private BufferText() {}

    /** Appends a buffer in a format. */
    public static void append(TextBuffer out, byte[] bytes, int from, int length, BufferFormat format) {
        if (length == 0) {
            return;
        }
        switch (format) {
            case DOTS -> appendDots(out, bytes, from, length);
            case BASE64 -> appendBase64(out, bytes, from, length);
            case HEX -> appendRows(out, bytes, from, length, false);
            case HEX_ASCII -> appendRows(out, bytes, from, length, true);
        }
    }

    private static void appendDots(TextBuffer out, byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            out.append(printable(bytes[i]) ? bytes[i] : (byte) '.');
        }
    }

    private static void appendBase64(TextBuffer out, byte[] bytes, int from, int length) {
        byte[] encoded = Base64.getEncoder().encode(java.util.Arrays.copyOfRange(bytes, from, from + length));
        out.append(encoded, 0, encoded.length);
    }

    /** Rows {@code \n\t0x0000: 6162 63}, then a line end. */
    private static void appendRows(TextBuffer out, byte[] bytes, int from, int length, boolean ascii) {
        for (int row = 0; row < length; row += ROW) {
            out.append("\n\t0x");
            appendHex(out, row, 4);
            out.append(':');
            int count = Math.min(ROW, length - row);
            for (int i = 0; i < count; i++) {
                if (i % 2 == 0) {
                    out.append(' ');
                }
                appendHex(out, bytes[from + row + i] & 0xFF, 2);
            }
            if (ascii) {
                int missing = (ROW - count) / 2 * CELL;
                out.append(" ".repeat(missing + 2));
                appendDots(out, bytes, from + row, count);
            }
        }
        out.append('\n');
    }

    private static void appendHex(TextBuffer out, long value, int width) {
        int digits = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 3) / 4);
        for (int i = digits; i < width; i++) {
            out.append('0');
        }
        out.appendBits(value, 4, false);
    }

    private static boolean printable(byte value) {
        return value >= 0x20 && value < 0x7F;
    }
}
