package io.peregrine.event.render;

import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;

/**
 * Paths put together and cleaned by their text alone, as no file system would be asked: {@code .}, {@code ..} and doubled slashes go, a
 * slash at the end goes, and what is no plain text is replaced ({@link PlainText}).
 */
public final class PathText {
    /** The longest path that the kernel takes, in bytes. */
    private static final int PATH_MAX = 4095;

    /** The longest path of Falco's, in bytes. */
    private static final int FALCO_MAX = 1023;

    private static final String TOO_LONG = "/DIR_TOO_LONG/FILENAME_TOO_LONG";
    private static final PathText RIGHT = new PathText(PATH_MAX, false);
    private static final PathText EXACT = new PathText(FALCO_MAX, true);

    private final int most;
    private final boolean boundedFirst;

    private PathText(int most, boolean boundedFirst) {
        this.most = most;
        this.boundedFirst = boundedFirst;
    }

    /** The way in which paths are put together: cleaned first and then bounded, so that padding hides nothing; Falco bounds first. */
    public static PathText of(Compatibility compatibility) {
        return compatibility.isExact() ? EXACT : RIGHT;
    }

    /** The longest path in bytes; a longer one is replaced. */
    public int mostBytes() {
        return most;
    }

    /**
     * Appends a path as seen from a directory.
     *
     * @param out receives the text; a path's {@code ..} reaches back to where the buffer ended, never further
     * @param directory the directory with its closing slash; taken as it is, and only when the path is relative
     * @param path the array that holds the path
     * @param from the index of the path's first byte
     * @param length the path's length in bytes
     */
    public void concatenate(TextBuffer out, ByteString directory, byte[] path, int from, int length) {
        if (boundedFirst && directory.length() + length > most) {
            out.append(TOO_LONG);
            return;
        }
        int base = out.length();
        boolean relative = length != 0 && path[from] != '/';
        if (relative) {
            out.append(directory);
        }
        if (length <= most && out.length() - base + length <= most && CleanPath.is(path, from, length)) {
            out.append(path, from, length);
            return;
        }
        appendClean(out, base, path, from, from + length);
        if (out.length() - base > most) {
            out.truncate(base);
            out.append(TOO_LONG);
        }
    }

    private void appendClean(TextBuffer out, int base, byte[] path, int from, int end) {
        boolean rooted = out.length() == base;
        int at = from;
        while (at < end) {
            int size = Utf8.sequence(path, at, end);
            if (size < 0 || size > 1) {
                int added = size < 0 ? PlainText.REPLACEMENT_LENGTH : size;
                if (boundedFirst && out.length() - base + added > most) {
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
            } else if (boundedFirst && out.length() - base >= most) {
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
