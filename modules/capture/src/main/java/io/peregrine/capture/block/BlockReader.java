package io.peregrine.capture.block;

import io.peregrine.capture.input.Window;
import io.peregrine.event.ByteString;
import io.peregrine.event.LittleEndian;
import java.io.IOException;

/**
 * Reads the blocks of a capture one after another, and the values of a block that is a list.
 *
 * <pre>
 *  0        4          8                        total - 4
 *  +--------+----------+------------------------+----------+
 *  | type   | total    | body, padded to 4      | total    |
 *  | u32    | u32      |                        | u32      |
 *  +--------+----------+------------------------+----------+
 * </pre>
 *
 * Every length goes through {@link #take} before it is used: it must fit in the entry and the block, and the bytes must be there. Bodies
 * are read as they come, so that a list of any length takes no memory. Owned by one thread.
 */
public final class BlockReader {
    /** Bytes of a block without a body. */
    public static final int FRAME = 12;

    private static final int HEADER = 8;
    private static final int TRAILER = 4;

    private final Window window;
    private int type;
    private long total;
    private long start;
    private long bodyEnd;
    private long entryEnd;
    private boolean open;

    /** Reads from the window's position on. */
    public BlockReader(Window window) {
        this.window = window;
    }

    /**
     * Reads the header of the next block, or stays where it is when a header was read and no {@link #end} came.
     *
     * @return false when the capture ends here
     */
    public boolean begin() throws IOException {
        if (open) {
            return true;
        }
        if (!window.require(HEADER)) {
            if (window.available() == 0) {
                return false;
            }
            throw new DamageException("it ends inside the header of a block");
        }
        type = BlockType.published(LittleEndian.getInt(window.array(), window.position()));
        total = Integer.toUnsignedLong(LittleEndian.getInt(window.array(), window.position() + 4));
        start = window.offset();
        if (total < FRAME) {
            throw new DamageException("a block claims a length of " + total + " bytes, less than any block has");
        }
        window.advance(HEADER);
        bodyEnd = start + total - TRAILER;
        entryEnd = bodyEnd;
        open = true;
        return true;
    }

    /** Passes what is left of the block and checks its trailer. */
    public void end() throws IOException {
        entryEnd = bodyEnd;
        skip(left());
        if (!window.require(TRAILER)) {
            throw endsInside();
        }
        checkTrailer(window.position());
        window.advance(TRAILER);
    }

    /**
     * Passes the block as a whole, with its body in one piece of memory that stays until the next call.
     *
     * @param largest the bytes that a body of this type may have
     * @return where the body, of {@link #bodyLength} bytes, lies in {@link #array()}
     */
    public int whole(long largest) throws IOException {
        long body = bodyLength();
        if (body > largest) {
            throw new DamageException(
                    "an event's block claims " + body + " bytes where at most " + largest + " can be");
        }
        if (!window.require(body + TRAILER)) {
            throw endsInside();
        }
        int at = window.position();
        checkTrailer(at + (int) body);
        window.advance(body + TRAILER);
        return at;
    }

    /** The length of the body with its padding. */
    public long bodyLength() {
        return total - FRAME;
    }

    /** The block ends when its last four bytes, which are there, tell its length again. */
    private void checkTrailer(int at) throws DamageException {
        long trailer = Integer.toUnsignedLong(LittleEndian.getInt(window.array(), at));
        if (trailer != total) {
            throw new DamageException("a block of " + total + " bytes is closed as one of " + trailer);
        }
        open = false;
    }

    /** The published type of the block. */
    public int type() {
        return type;
    }

    /** The bytes left in the entry, or in the body outside of one. */
    public long left() {
        return entryEnd - window.offset();
    }

    /** Where the block begins in the unpacked capture. */
    public long start() {
        return start;
    }

    /** Bounds the following values to an entry of this many bytes from here. */
    public void enter(long length) throws DamageException {
        if (length < 0 || length > left()) {
            throw new DamageException("a list has an entry of " + length + " bytes where " + left() + " are left");
        }
        entryEnd = window.offset() + length;
    }

    /** Passes the rest of the entry. */
    public void leave() throws IOException {
        skip(left());
        entryEnd = bodyEnd;
    }

    /** Checks that this many bytes belong to the entry and are there; the window then shows them. */
    private void take(long count) throws IOException {
        if (count > left()) {
            throw new DamageException("a value of " + count + " bytes stands where " + left() + " are left");
        }
        if (!window.require(count)) {
            throw endsInside();
        }
    }

    private static DamageException endsInside() {
        return new DamageException("it ends inside a block");
    }

    /** Passes bytes of the entry. */
    public void skip(long count) throws IOException {
        for (long rest = count; rest > 0; ) {
            take(1);
            long step = Math.min(rest, window.available());
            window.advance(step);
            rest -= step;
        }
    }

    /** The array of the window, that {@link #whole} speaks of. */
    public byte[] array() {
        return window.array();
    }

    /** An unsigned byte. */
    public int u8() throws IOException {
        take(1);
        int value = Byte.toUnsignedInt(window.array()[window.position()]);
        window.advance(1);
        return value;
    }

    /** An unsigned number of 16 bits. */
    public int u16() throws IOException {
        take(2);
        int value = LittleEndian.getUnsignedShort(window.array(), window.position());
        window.advance(2);
        return value;
    }

    /** A number of 32 bits. */
    public int i32() throws IOException {
        take(4);
        int value = LittleEndian.getInt(window.array(), window.position());
        window.advance(4);
        return value;
    }

    /** A number of 64 bits. */
    public long i64() throws IOException {
        take(8);
        long value = LittleEndian.getLong(window.array(), window.position());
        window.advance(8);
        return value;
    }

    /** Bytes. */
    public ByteString bytes(int count) throws IOException {
        take(count);
        byte[] copy = new byte[count];
        System.arraycopy(window.array(), window.position(), copy, 0, count);
        window.advance(count);
        return ByteString.wrap(copy);
    }

    /** Text behind its length of 16 bits, up to its first NUL. */
    public ByteString text() throws IOException {
        return untilNul(bytes(u16()));
    }

    /** Strings behind their common length of 16 bits, each closed by a NUL, the last one too if the file leaves it out. */
    public ByteString strings() throws IOException {
        ByteString bytes = bytes(u16());
        boolean closed = bytes.isEmpty() || bytes.at(bytes.length() - 1) == 0;
        return closed ? bytes : bytes.concat(ByteString.wrap(new byte[1]));
    }

    /** What comes before the first NUL. */
    static ByteString untilNul(ByteString bytes) {
        int end = bytes.indexOf(0, 0);
        return end < 0 ? bytes : bytes.slice(0, end);
    }
}
