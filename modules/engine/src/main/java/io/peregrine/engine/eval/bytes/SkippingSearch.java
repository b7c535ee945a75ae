package io.peregrine.engine.eval.bytes;

/** Finds a long string of bytes inside ranges, by skipping ahead by what the last byte under the window allows (Horspool). Immutable. */
final class SkippingSearch implements ByteSearch {
    private static final int ALPHABET = 256;

    private final byte[] needle;
    private final boolean ignoreCase;
    private final byte[] skip = new byte[ALPHABET];

    /**
     * A search.
     *
     * @param needle at least one byte; with lower letters when case is ignored; not changed by anybody
     */
    SkippingSearch(byte[] needle, boolean ignoreCase) {
        this.needle = needle;
        this.ignoreCase = ignoreCase;
        int length = needle.length;
        int longest = Math.min(length, Byte.MAX_VALUE);
        for (int i = 0; i < ALPHABET; i++) {
            skip[i] = (byte) longest;
        }
        for (int i = 0; i < length - 1; i++) {
            byte distance = (byte) Math.min(length - 1 - i, longest);
            skip[needle[i] & 0xff] = distance;
            if (ignoreCase && needle[i] >= 'a' && needle[i] <= 'z') {
                skip[needle[i] - 32] = distance;
            }
        }
    }

    @Override
    public int indexIn(byte[] bytes, int from, int to) {
        int last = needle.length - 1;
        return ignoreCase ? foldedIndex(bytes, from + last, to, last) : exactIndex(bytes, from + last, to, last);
    }

    private int exactIndex(byte[] bytes, int start, int to, int last) {
        byte closing = needle[last];
        int end = start;
        while (end < to) {
            byte b = bytes[end];
            if (b == closing && exactAt(bytes, end - last, last)) {
                return end - last;
            }
            end += skip[b & 0xff];
        }
        return -1;
    }

    private boolean exactAt(byte[] bytes, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }

    private int foldedIndex(byte[] bytes, int start, int to, int last) {
        byte closing = needle[last];
        int end = start;
        while (end < to) {
            byte b = bytes[end];
            if (AsciiCase.lower(b) == closing && foldedAt(bytes, end - last, last)) {
                return end - last;
            }
            end += skip[b & 0xff];
        }
        return -1;
    }

    private boolean foldedAt(byte[] bytes, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (AsciiCase.lower(bytes[at + i]) != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
