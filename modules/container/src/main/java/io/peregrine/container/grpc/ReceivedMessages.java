package io.peregrine.container.grpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Puts messages together of the pieces in which they arrive: each has a byte that says whether it is compressed, four of its length, and its bytes. Owned by one thread. */
final class ReceivedMessages {
    private static final int PREFIX = 5;
    private static final int USUAL = 1 << 14;

    private final int largest;
    private byte[] bytes = new byte[0];
    private int from;
    private int to;

    /** Messages of at most so many bytes. */
    ReceivedMessages(int largest) {
        this.largest = largest;
    }

    /** Takes a piece. */
    void add(byte[] piece, int start, int end) {
        int length = end - start;
        if (to + length > bytes.length) {
            bytes = Arrays.copyOfRange(bytes, from, from + Math.max(USUAL, (to - from) * 2 + length));
            to -= from;
            from = 0;
        }
        System.arraycopy(piece, start, bytes, to, length);
        to += length;
    }

    /**
     * The next whole message, if it is there.
     *
     * @throws IOException when it is compressed or too long; the message is a clause
     */
    Optional<byte[]> next() throws IOException {
        if (to - from < PREFIX) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(bytes, from + 1, 4).getInt();
        if (length < 0 || length > largest || bytes[from] != 0) {
            throw new IOException("a message of the answer is compressed, or longer than " + largest + " bytes");
        }
        if (to - from - PREFIX < length) {
            return Optional.empty();
        }
        byte[] message = Arrays.copyOfRange(bytes, from + PREFIX, from + PREFIX + length);
        from += PREFIX + length;
        if (from == to) {
            bytes = new byte[0];
            from = 0;
            to = 0;
        }
        return Optional.of(message);
    }
}
