package io.peregrine.capture.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks a gzip stream of one or more members (RFC 1952) between direct buffers. Zero bytes behind the last member are padding.
 */
final class Gunzip implements ByteSource, AutoCloseable {
    private static final int INPUT_SIZE = 1 << 17;
    private static final int MAGIC = 0x8b1f;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final ByteSource packed;
    private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean inMember;
    private boolean ended;

    Gunzip(ByteSource packed) {
        this.packed = packed;
        input.flip();
    }

    /** Whether a stream with these first two bytes is a gzip stream. */
    static boolean recognises(int first, int second) {
        return first == (MAGIC & 0xff) && second == MAGIC >> 8;
    }

    @Override
    public boolean read(ByteBuffer target) throws IOException {
        int before = target.position();
        while (!ended && target.position() == before) {
            if (!inMember) {
                beginMember();
            } else {
                inflate(target);
            }
        }
        return target.position() > before;
    }

    private void inflate(ByteBuffer target) throws IOException {
        int from = target.position();
        try {
            if (inflater.needsInput()) {
                need(1);
                inflater.setInput(input);
            }
            inflater.inflate(target);
        } catch (DataFormatException e) {
            throw new ZipException("its compressed data is damaged");
        }
        if (inflater.needsDictionary()) {
            throw new ZipException("its compressed data is damaged");
        }
        crc.update(target.duplicate().flip().position(from));
        if (inflater.finished()) {
            endMember();
        }
    }

    private void beginMember() throws IOException {
        if (!fill(1) || onlyPadding()) {
            ended = true;
            return;
        }
        need(10);
        int magic = Short.toUnsignedInt(input.getShort());
        int method = input.get();
        int flags = input.get();
        input.position(input.position() + 6);
        if (magic != MAGIC || method != 8) {
            throw new ZipException("what follows its compressed data is no gzip member");
        }
        if ((flags & FLAG_EXTRA) != 0) {
            need(2);
            skip(Short.toUnsignedInt(input.getShort()));
        }
        skipText((flags & FLAG_NAME) != 0);
        skipText((flags & FLAG_COMMENT) != 0);
        skip((flags & FLAG_HEADER_CRC) != 0 ? 2 : 0);
        inflater.reset();
        crc.reset();
        inMember = true;
    }

    private void endMember() throws IOException {
        inMember = false;
        need(8);
        if (input.getInt() != (int) crc.getValue() || input.getInt() != (int) inflater.getBytesWritten()) {
            throw new ZipException("the checksum of its compressed data is wrong");
        }
    }

    private boolean onlyPadding() throws IOException {
        while (fill(1) && input.get(input.position()) == 0) {
            input.get();
        }
        return !input.hasRemaining();
    }

    private void skip(int count) throws IOException {
        need(count);
        input.position(input.position() + count);
    }

    private void skipText(boolean present) throws IOException {
        if (present) {
            do {
                need(1);
            } while (input.get() != 0);
        }
    }

    private void need(int count) throws IOException {
        if (!fill(count)) {
            throw new EOFException("its compressed data ends early");
        }
    }

    /** Makes this many packed bytes available; the buffer is larger than any header field. */
    private boolean fill(int count) throws IOException {
        while (input.remaining() < count) {
            input.compact();
            boolean more = packed.read(input);
            input.flip();
            if (!more) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
