package io.peregrine.capture.block;

import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.event.ByteString;
import java.io.IOException;

/**
 * The list of network interfaces.
 *
 * <pre>
 *  +---------------+------+----------+---------+---------+-----------+------------+------+
 *  | length        | kind | name     | address | netmask | broadcast | link speed | name |
 *  | u32, V2 alone | u16  | len. u16 | 4 or 16 | 4 or 16 | 4 or 16   | u64        |      |
 *  +---------------+------+----------+---------+---------+-----------+------------+------+
 * </pre>
 *
 * The length does not count itself. The kind is 1 (IPv4), 2 (IPv6), or 3 and 4 for the same without a link speed.
 */
public final class InterfaceBlock {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;
    private static final int IPV4_NO_SPEED = 3;
    private static final int IPV6_NO_SPEED = 4;

    private InterfaceBlock() {}

    /** Reads the list. */
    public static void read(BlockReader block, SnapshotConsumer consumer) throws IOException {
        boolean sized = block.type() == BlockType.INTERFACES_V2;
        while (block.left() >= 4) {
            if (sized) {
                block.enter(Integer.toUnsignedLong(block.i32()));
            }
            consumer.networkInterface(entry(block));
            if (sized) {
                block.leave();
            }
        }
    }

    private static InterfaceRecord entry(BlockReader block) throws IOException {
        int kind = block.u16();
        int nameLength = block.u16();
        int size = switch (kind) {
            case IPV4, IPV4_NO_SPEED -> 4;
            case IPV6, IPV6_NO_SPEED -> 16;
            default -> throw new DamageException("the interface list has an address of unknown kind " + kind);
        };
        ByteString address = block.bytes(size);
        ByteString netmask = block.bytes(size);
        ByteString broadcast = block.bytes(size);
        long speed = kind == IPV4 || kind == IPV6 ? block.i64() : 0;
        ByteString name = BlockReader.untilNul(block.bytes(nameLength));
        return new InterfaceRecord(name, address, netmask, broadcast, speed);
    }

    /** Writes an entry into a block that has been begun. */
    public static void write(BlockBuffer buffer, InterfaceRecord entry) {
        int size = entry.address().length() == 4 ? 4 : 16;
        buffer.enter();
        buffer.u16(size == 4 ? IPV4 : IPV6).u16(entry.name().length());
        buffer.padded(entry.address(), size).padded(entry.netmask(), size).padded(entry.broadcast(), size);
        buffer.i64(entry.linkSpeed()).bytes(entry.name());
        buffer.leaveUncounted();
    }
}
