package io.peregrine.plugins.cloudtrail.records;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes a text {@code {"Records":[{...},{...}]}} apart while it is read, so that a file of any size needs the memory of one record. Looks at quotes and brackets
 * alone; whether a record is JSON is for who uses it. Owned by one thread.
 */
final class RecordSplitter {
    /** CloudTrail bounds a record at 256 KB, in its lake at 1 MB. */
    private static final int LONGEST_RECORD = 4 << 20;

    private static final int DEEPEST = 1 << 16;
    private static final byte[] KEY = {'R', 'e', 'c', 'o', 'r', 'd', 's'};

    private final InputStream in;
    private final byte[] page = new byte[1 << 16];
    private int from;
    private int to;

    private final byte[] key = new byte[KEY.length + 1];
    private int keyLength;
    private int depth;
    private boolean quoted;
    private boolean escaped;
    private boolean inRecords;
    private boolean sawRecords;
    private boolean inRecord;

    private byte[] record = new byte[1 << 13];
    private int length;

    RecordSplitter(InputStream in) {
        this.in = in;
    }

    /**
     * The next record as it stands in the file; an empty array behind the last.
     *
     * @throws DamagedFileException when the text ends too early or holds no list of records
     * @throws IOException when it cannot be read
     */
    byte[] next() throws IOException {
        length = 0;
        for (int c = read(); c >= 0; c = read()) {
            if (inRecord) {
                keep((byte) c);
            }
            if (quoted) {
                text(c);
            } else if (mark(c)) {
                return Arrays.copyOf(record, length);
            }
        }
        if (depth != 0 || quoted) {
            throw new DamagedFileException("ends in the middle");
        }
        if (!sawRecords) {
            throw new DamagedFileException("holds no list of CloudTrail records");
        }
        return new byte[0];
    }

    private int read() throws IOException {
        if (from == to) {
            to = in.read(page);
            from = 0;
            if (to <= 0) {
                to = 0;
                return -1;
            }
        }
        return page[from++] & 0xff;
    }

    private void keep(byte c) throws IOException {
        if (length == LONGEST_RECORD) {
            throw new DamagedFileException("holds a record longer than " + (LONGEST_RECORD >> 20) + " MB");
        }
        if (length == record.length) {
            record = Arrays.copyOf(record, length * 2);
        }
        record[length++] = c;
    }

    private void text(int c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            quoted = false;
        } else if (depth == 1 && keyLength < key.length) {
            key[keyLength++] = (byte) c;
        }
    }

    /** A character outside of texts; whether a record ends with it. */
    private boolean mark(int c) throws IOException {
        switch (c) {
            case '"' -> {
                quoted = true;
                if (depth == 1) {
                    keyLength = 0;
                }
            }
            case '{', '[' -> open(c);
            case '}', ']' -> {
                return close();
            }
            default -> {
                // numbers, words, commas and blanks decide nothing
            }
        }
        return false;
    }

    private void open(int c) throws IOException {
        if (depth == DEEPEST) {
            throw new DamagedFileException("nests deeper than " + DEEPEST + " levels");
        }
        if (depth == 1 && c == '[' && Arrays.equals(key, 0, keyLength, KEY, 0, KEY.length)) {
            inRecords = true;
            sawRecords = true;
        } else if (depth == 2 && inRecords && c == '{') {
            inRecord = true;
            keep((byte) c);
        }
        depth++;
    }

    private boolean close() throws IOException {
        if (depth == 0) {
            throw new DamagedFileException("closes a bracket that it never opened");
        }
        depth--;
        if (depth == 1) {
            inRecords = false;
        }
        boolean ended = inRecord && depth == 2;
        inRecord &= !ended;
        return ended;
    }
}
