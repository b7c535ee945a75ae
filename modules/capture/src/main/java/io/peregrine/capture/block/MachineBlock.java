package io.peregrine.capture.block;

import io.peregrine.capture.record.MachineRecord;
import io.peregrine.event.ByteString;
import java.io.IOException;

/**
 * The machine block. Its length says how many of the fields are there.
 *
 * <pre>
 *  0      4         12         20          148        156     164           180
 *  +------+---------+----------+-----------+----------+-------+-------------+
 *  | cpus | memory  | max. pid | hostname  | boot ns  | flags | reserved    |
 *  | u32  | u64     | u64      | 128 bytes | u64      | u64   | 2 x u64     |
 *  +------+---------+----------+-----------+----------+-------+-------------+
 * </pre>
 */
public final class MachineBlock {
    private static final int HOSTNAME = 128;

    private MachineBlock() {}

    /** Reads the body. */
    public static MachineRecord read(BlockReader block) throws IOException {
        int cpus = block.i32();
        long memory = optional(block);
        long maxPid = optional(block);
        ByteString hostname = BlockReader.untilNul(block.left() >= HOSTNAME ? block.bytes(HOSTNAME) : ByteString.EMPTY);
        return new MachineRecord(cpus, memory, maxPid, hostname, optional(block), optional(block));
    }

    private static long optional(BlockReader block) throws IOException {
        return block.left() >= 8 ? block.i64() : 0;
    }

    /** Writes the block. */
    public static void write(BlockBuffer buffer, MachineRecord machine) {
        buffer.begin(BlockType.MACHINE);
        buffer.i32(machine.cpus()).i64(machine.memoryBytes()).i64(machine.maxPid());
        buffer.fixed(machine.hostname(), HOSTNAME);
        buffer.i64(machine.bootTime()).i64(machine.flags()).i64(0).i64(0);
        buffer.end();
    }
}
