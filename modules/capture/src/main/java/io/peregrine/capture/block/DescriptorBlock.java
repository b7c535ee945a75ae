package io.peregrine.capture.block;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.RecordedKind;
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
    private static final int UNKNOWN = 0;
    private static final int IPV4_CONNECTION = 3;
    private static final int IPV6_CONNECTION = 4;
    private static final int IPV4_BOUND = 5;
    private static final int IPV6_BOUND = 6;
    private static final int UNIX = 8;
    private static final int FILE = 16;
    private static final int LONGEST_TEXT = 1023;

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
        if (RecordedKind.isNamed(kind)) {
            return new DescriptorRecord.Named(fd, inode, RecordedKind.byCode(kind), block.text());
        }
        return new DescriptorRecord.Named(
                fd, inode, RecordedKind.UNSUPPORTED, ByteString.of("unknown-type:[" + kind + "]"));
    }

    private static DescriptorRecord connection(BlockReader block, long fd, long inode, int size) throws IOException {
        return new DescriptorRecord.Connection(
                fd, inode, block.bytes(size), block.bytes(size), block.u16(), block.u16(), block.u8());
    }

    private static DescriptorRecord bound(BlockReader block, long fd, long inode, int size) throws IOException {
        return new DescriptorRecord.BoundSocket(fd, inode, block.bytes(size), block.u16(), block.u8());
    }

    /** Begins the block of a thread. */
    public static void begin(BlockBuffer buffer, long tid) {
        buffer.begin(BlockType.DESCRIPTORS_V2);
        buffer.i64(tid);
    }

    /** Writes an entry into a block that has been begun. */
    public static void write(BlockBuffer buffer, DescriptorRecord entry) {
        buffer.enter();
        buffer.i64(entry.fd()).i64(entry.inode()).u8(kind(entry));
        switch (entry) {
            case DescriptorRecord.Connection socket ->
                buffer.bytes(socket.source())
                        .bytes(socket.destination())
                        .u16(socket.sourcePort())
                        .u16(socket.destinationPort())
                        .u8(socket.transport());
            case DescriptorRecord.BoundSocket socket ->
                buffer.bytes(socket.address()).u16(socket.port()).u8(socket.transport());
            case DescriptorRecord.UnixSocket socket ->
                buffer.i64(socket.source()).i64(socket.destination()).text(socket.path(), LONGEST_TEXT);
            case DescriptorRecord.OpenFile file ->
                buffer.i32(file.openFlags()).text(file.path(), LONGEST_TEXT).i32(file.device());
            case DescriptorRecord.Named named -> buffer.text(named.name(), LONGEST_TEXT);
        }
        buffer.leave();
    }

    private static int kind(DescriptorRecord entry) {
        return switch (entry) {
            case DescriptorRecord.Connection socket ->
                socket.source().length() == 4 ? IPV4_CONNECTION : IPV6_CONNECTION;
            case DescriptorRecord.BoundSocket socket -> socket.address().length() == 4 ? IPV4_BOUND : IPV6_BOUND;
            case DescriptorRecord.UnixSocket _ -> UNIX;
            case DescriptorRecord.OpenFile _ -> FILE;
            case DescriptorRecord.Named named -> named.kind().code();
        };
    }
}
