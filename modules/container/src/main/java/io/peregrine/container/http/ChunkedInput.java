package io.peregrine.container.http;

import java.io.IOException;
import java.io.InputStream;

/** The body of an answer that comes in chunks, each with its length in front. */
final class ChunkedInput extends InputStream {
    private static final int LONGEST_LINE = 256;

    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new IOException("the answer ends within a chunk");
        }
        left -= count;
        return count;
    }

    private void next() throws IOException {
        if (!first) {
            HttpHead.line(in, LONGEST_LINE);
        }
        first = false;
        String line = HttpHead.line(in, LONGEST_LINE);
        int end = line.indexOf(';');
        try {
            left = Long.parseLong((end < 0 ? line : line.substring(0, end)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("a chunk has no length", e);
        }
        if (left < 0) {
            throw new IOException("a chunk has a negative length");
        }
        ended = left == 0;
    }
}
