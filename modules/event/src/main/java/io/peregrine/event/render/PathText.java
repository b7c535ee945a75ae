package io.peregrine.event.render;

import io.peregrine.event.ByteString;

/**
 * Paths put together and cleaned by their text alone, as no file system would be asked: {@code .}, {@code ..} and doubled slashes go, a
 * slash at the end goes, and what is no plain text is replaced ({@link PlainText}).
 */
public final class PathText {
    /** The longest path in bytes; a longer one is cut. */
    public static final int MAX_LENGTH = 1023;

    private static final String TOO_LONG = "/DIR_TOO_LONG/FILENAME_TOO_LONG";

    private PathText() {}

    /**
     * Appends a path as seen from a directory.
     *
     * @param out receives the text; a path's {@code ..} reaches back to where the buffer ended, never further
     * @param directory the directory with its closing slash; taken as it is, and only when the path is relative
     * @param path the array that holds the path
     * @param from the index of the path's first byte
     * @param length the path's length in bytes
     */
    public static void concatenate(TextBuffer out, ByteString directory, byte[] path, int from, int length) {
        if (directory.length() + length > MAX_LENGTH) {
            out.append(TOO_LONG);
            return;
        }
        int base = out.length();
        boolean relative = length != 0 && path[from] != '/';
        if (relative) {
            out.append(directory);
        }
        appendClean(out, base, path, from, from + length);
    }

    private static void appendClean(TextBuffer out, int base, byte[] path, int from, int end) {
        boolean rooted = out.length() == base;
        int at = from;
        while (at < end) {
            int size = Utf8.sequence(path, at, end);
            if (size < 0 || size > 1) {
                if (out.length() - base + (size < 0 ? PlainText.REPLACEMENT_LENGTH : size) > MAX_LENGTH) {
                    return;
                }
                PlainText.append(out, path, at, Math.abs(size));
                at += Math.abs(size);
                continue;
            }
            int dots = startsComponent(out, base) ? dotComponent(path, at, end) : 0;
            boolean doubled = path[at] == '/' && isDoubled(out, base, rooted);
            if (dots > 0) {
                if (dots == 2) {
                    rewind(out, base);
                }
                at = Math.min(end, at + dots + 1);
            } else if (doubled) {
                at++;
            } else if (out.length() - base >= MAX_LENGTH) {
                return;
            } else {
                out.append(path[at++]);
            }
        }
        if (out.length() > base + 1 && out.at(out.length() - 1) == '/') {
            out.truncate(out.length() - 1);
        }
    }

    private static boolean startsComponent(TextBuffer out, int base) {
        return out.length() == base || out.at(out.length() - 1) == '/';
    }

    /** A slash is doubled behind another, and at the start when the directory in front of it was rewound to nothing. */
    private static boolean isDoubled(TextBuffer out, int base, boolean rooted) {
        return out.length() > base ? out.at(out.length() - 1) == '/' : !rooted;
    }

    /** 1 for a component {@code .}, 2 for {@code ..}, 0 for any other. */
    private static int dotComponent(byte[] path, int at, int end) {
        if (path[at] != '.') {
            return 0;
        }
        if (at + 1 == end || path[at + 1] == '/') {
            return 1;
        }
        return path[at + 1] == '.' && (at + 2 == end || path[at + 2] == '/') ? 2 : 0;
    }

    /** Drops the last component; the first byte stays. */
    private static void rewind(TextBuffer out, int base) {
        int length = out.length();
        if (length <= base + 1) {
            return;
        }
        length--;
        while (length > base && out.at(length - 1) != '/') {
            length--;
        }
        out.truncate(length);
    }
}
