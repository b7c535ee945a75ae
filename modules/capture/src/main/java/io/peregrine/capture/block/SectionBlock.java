package io.peregrine.capture.block;

import java.io.IOException;

/**
 * The section header, a block whose body is as in pcapng.
 *
 * <pre>
 *  0         4        6        8                16
 *  +---------+--------+--------+----------------+----------
 *  | magic   | major  | minor  | section length | options
 *  | u32     | u16    | u16    | i64, -1        |
 *  +---------+--------+--------+----------------+----------
 * </pre>
 */
public final class SectionBlock {
    /** The magic as a machine of the reader's byte order writes it. */
    public static final int MAGIC = 0x1A2B3C4D;
    /** The version of the format. */
    public static final int MAJOR = 1;
    /** Its minor part. */
    public static final int MINOR = 2;

    private static final int SWAPPED_MAGIC = Integer.reverseBytes(MAGIC);

    private SectionBlock() {}

    /** Checks the header of the block that the reader has begun. */
    public static void read(BlockReader block) throws IOException {
        int magic = block.i32();
        if (magic == SWAPPED_MAGIC) {
            throw new DamageException("it was recorded on a big-endian machine, which is not supported");
        }
        if (magic != MAGIC) {
            throw new DamageException("the section header has a wrong magic number");
        }
        int major = block.u16();
        int minor = block.u16();
        if (major > MAJOR) {
            throw new DamageException("it has version " + major + "." + minor + " of the format, newer than " + MAJOR
                    + "." + MINOR + "; a newer Peregrine may read it");
        }
        block.i64();
    }

    /** Writes the header of a section of unknown length. */
    public static void write(BlockBuffer buffer) {
        buffer.begin(BlockType.SECTION);
        buffer.i32(MAGIC).u16(MAJOR).u16(MINOR).i64(-1);
        buffer.end();
    }
}
