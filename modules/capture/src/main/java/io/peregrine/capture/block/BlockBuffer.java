package io.peregrine.capture.block;

import io.peregrine.event.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Builds blocks one behind another in an array that grows. A block is begun, filled and ended; {@link #end} sets its lengths and pads it.
 * Entries of a list may be bracketed by {@link #enter} and {@link #leave}, which set the entry's own length. Owned by one thread.
 */
public final class BlockBuffer {
    private static final int HEADER = 8;
    private static final int INITIAL_SIZE = 1 << 12;
    private static final byte[] PADDING = new byte[3];

    private ByteBuffer buffer = ByteBuffer.allocate(INITIAL_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private int block;
    private int entry;

    /** Begins a block. */
    public void begin(int type) {
        block = buffer.position();
        i32(type).i32(0);
    }

    /** Ends the block. */
    public void end() {
        int body = buffer.position() - block - HEADER;
        bytes(PADDING, (4 - body % 4) % 4);
        int total = buffer.position() - block + 4;
        buffer.putInt(block + 4, total);
        i32(total);
    }

    /** Begins an entry with its length, which counts itself. */
    public void enter() {
        entry = buffer.position();
        i32(0);
    }

    /** Ends the entry. */
    public void leave() {
        buffer.putInt(entry, buffer.position() - entry);
    }

    /** Ends an entry whose length does not count itself. */
    public void leaveUncounted() {
        buffer.putInt(entry, buffer.position() - entry - 4);
    }

    /** Puts a byte. */
    public BlockBuffer u8(int value) {
        reserve(1);
        buffer.put((byte) value);
        return this;
    }

    /** Puts 16 bits. */
    public BlockBuffer u16(int value) {
        reserve(2);
        buffer.putShort((short) value);
        return this;
    }

    /** Puts 32 bits. */
    public BlockBuffer i32(int value) {
        reserve(4);
        buffer.putInt(value);
        return this;
    }

    /** Puts 64 bits. */
    public BlockBuffer i64(long value) {
        reserve(8);
        buffer.putLong(value);
        return this;
    }

    /** Puts bytes. */
    public BlockBuffer bytes(ByteString value) {
        return bytes(value.array(), value.length());
    }

    private BlockBuffer bytes(byte[] value, int count) {
        reserve(count);
        buffer.put(value, 0, count);
        return this;
    }

    /** Puts text behind its length of 16 bits, cut to what a reader takes. */
    public BlockBuffer text(ByteString value, int longest) {
        int length = Math.min(value.length(), longest);
        return u16(length).bytes(value.array(), length);
    }

    /** Puts strings behind their common length of 16 bits, cut to what a reader takes; a string that was cut keeps its NUL. */
    public BlockBuffer strings(ByteString value, int longest) {
        if (value.length() <= longest) {
            return text(value, longest);
        }
        return u16(longest).bytes(value.array(), longest - 1).u8(0);
    }

    /** Puts bytes in a field of fixed size, filled up with zeros: an address that may be unknown. */
    public BlockBuffer padded(ByteString value, int size) {
        return bytes(Arrays.copyOf(value.array(), size), size);
    }

    /** Puts text in a field of fixed size, filled up with NULs and closed by one at least. */
    public BlockBuffer fixed(ByteString value, int size) {
        byte[] field = Arrays.copyOf(value.array(), size);
        field[size - 1] = 0;
        return bytes(field, size);
    }

    /** The bytes so far. */
    public int size() {
        return buffer.position();
    }

    /** The bytes so far, for reading until the next change. */
    public ByteBuffer contents() {
        return buffer.duplicate().flip();
    }

    /** Forgets all. */
    public void clear() {
        buffer.clear();
    }

    private void reserve(int more) {
        if (buffer.remaining() < more) {
            int size = Math.max(buffer.capacity() * 2, buffer.position() + more);
            buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(buffer.flip());
        }
    }
}
