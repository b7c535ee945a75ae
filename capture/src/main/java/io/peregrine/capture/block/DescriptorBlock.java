package io.peregrine.capture.block;

import io.peregrine.capture.record.DescriptorKind;
import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.event.ByteString;
import java.io.IOException;

/**
 * The descriptors of one thread: its number (u64), then entries.
 *
 * <pre>
 *  +---------------+-----+-------+------+----------------------------------------------------------+
 *  | length        | fd  | inode | kind |  4  IPv4 or IPv6 connection: source, destination,        |
 *  | u32, V2 alone | i64 | u64   | u8   |     source port u16, destination port u16, transport u8  |
 *  +---------------+-----+-------+------+  5, 6  bound socket: address, port u16, transport u8      |
 *                                       |  8  unix socket: source u64, destination u64, path text  |
 *                                       |  16 file: open flags u32, path text, device u32          |
 *                                       |  others: name text                                       |
 *                                       +----------------------------------------------------------+
 * </pre>
 *
 * Connections have the kinds 3 and 4. The length counts itself. A text stands behind its length of 16 bits.
 */
public final class DescriptorBlock {
    static final int UNKNOWN = 0;
    static final int IPV4_CONNECTION = 3;
    static final int IPV6_CONNECTION = 4;
    static final int IPV4_BOUND = 5;
    static final int IPV6_BOUND = 6;
    static final int UNIX = 8;
    static final int FILE = 16;

    private DescriptorBlock() {}

    /** Reads the list. */
    public static void read(BlockReader block, SnapshotConsumer consumer) throws IOException {
        boolean sized = block.type() == BlockType.DESCRIPTORS_V2;
        long tid = block.i64();
        while (block.left() >= 4) {
            if (sized) {
                block.enter(Integer.toUnsignedLong(block.i32()) - 4);
            }
            long fd = block.i64();
            long inode = block.i64();
            int kind = block.u8();
            if (kind != UNKNOWN) {
                consumer.descriptor(tid, entry(block, fd, inode, kind));
            }
            if (sized) {
                block.leave();
            }
        }
    }

    private static DescriptorRecord entry(BlockReader block, long fd, long inode, int kind) throws IOException {
        return switch (kind) {
            case IPV4_CONNECTION -> connection(block, fd, inode, 4);
            case IPV6_CONNECTION -> connection(block, fd, inode, 16);
            case IPV4_BOUND -> bound(block, fd, inode, 4);
            case IPV6_BOUND -> bound(block, fd, inode, 16);
            case UNIX -> new DescriptorRecord.UnixSocket(fd, inode, block.i64(), block.i64(), block.text());
            case FILE -> {
                int flags = block.i32();
                ByteString path = block.text();
                boolean hasDevice = block.type() == BlockType.DESCRIPTORS_V2 && block.left() >= 4;
                yield new DescriptorRecord.OpenFile(fd, inode, flags, path, hasDevice ? block.i32() : 0);
            }
            default -> named(block, fd, inode, kind);
        };
    }

    private static DescriptorRecord named(BlockReader block, long fd, long inode, int kind) throws IOException {
        if (DescriptorKind.isNamed(kind)) {
            return new DescriptorRecord.Named(fd, inode, DescriptorKind.byCode(kind), block.text());
        }
        return new DescriptorRecord.Named(
                fd, inode, DescriptorKind.UNSUPPORTED, ByteString.of("unknown-type:[" + kind + "]"));
    }

    private static DescriptorRecord connection(BlockReader block, long fd, long inode, int size) throws IOException {
        return new DescriptorRecord.Connection(
                fd, inode, block.bytes(size), block.bytes(size), block.u16(), block.u16(), block.u8());
    }

    private static DescriptorRecord bound(BlockReader block, long fd, long inode, int size) throws IOException {
        return new DescriptorRecord.BoundSocket(fd, inode, block.bytes(size), block.u16(), block.u8());
    }
}
