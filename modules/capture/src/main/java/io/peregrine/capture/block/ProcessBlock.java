package io.peregrine.capture.block;

import static io.peregrine.capture.block.BlockType.PROCESSES_V1;
import static io.peregrine.capture.block.BlockType.PROCESSES_V2;
import static io.peregrine.capture.block.BlockType.PROCESSES_V3;
import static io.peregrine.capture.block.BlockType.PROCESSES_V4;
import static io.peregrine.capture.block.BlockType.PROCESSES_V5;
import static io.peregrine.capture.block.BlockType.PROCESSES_V6;
import static io.peregrine.capture.block.BlockType.PROCESSES_V7;
import static io.peregrine.capture.block.BlockType.PROCESSES_V8;
import static io.peregrine.capture.block.BlockType.PROCESSES_V9;

import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.event.ByteString;
import java.io.IOException;

/**
 * The list of threads. Fields in the order of an entry, with the version that brought them; texts and strings stand behind their length
 * of 16 bits.
 *
 * <pre>
 *  length u32 (9)    tid u64        pid u64        ptid u64       sid u64 (6)     vpgid u64 (8)
 *  comm text         exe text       exepath (7)    args strings   cwd text        fdlimit u64
 *  flags u32         uid u32        gid u32        vmsize u32 (2) vmrss u32 (2)   vmswap u32 (2)
 *  pfmajor u64 (2)   pfminor u64 (2)               env strings (3)
 *  vtid i64 (4)      vpid i64 (4)   cgroups (4)    root text (5)
 *  then in version 9 as far as the length reaches:
 *  pidns start u64   tty u32        loginuid u32   exe writable u8
 *  capabilities: inheritable u64, permitted u64, effective u64
 *  upper layer u8    inode u64      changed u64    modified u64   memfd u8        lower layer u8
 *  pgid i64
 * </pre>
 *
 * The length counts itself. Recorders before libs 0.10 wrote neither namespace start nor terminal: an entry with at most {@link
 * #OLD_TAIL} bytes at that point is one of theirs.
 */
public final class ProcessBlock {
    private static final int OLD_TAIL = 29;

    private ProcessBlock() {}

    /** The version of a process list, 0 when the block is none. */
    public static int version(int type) {
        return switch (type) {
            case PROCESSES_V1 -> 1;
            case PROCESSES_V2 -> 2;
            case PROCESSES_V3 -> 3;
            case PROCESSES_V4 -> 4;
            case PROCESSES_V5 -> 5;
            case PROCESSES_V6 -> 6;
            case PROCESSES_V7 -> 7;
            case PROCESSES_V8 -> 8;
            case PROCESSES_V9 -> 9;
            default -> 0;
        };
    }

    /** Reads the list. */
    public static void read(BlockReader block, SnapshotConsumer consumer) throws IOException {
        int version = version(block.type());
        while (block.left() >= 4) {
            if (version >= 9) {
                block.enter(Integer.toUnsignedLong(block.i32()) - 4);
            }
            consumer.process(entry(block, version));
            if (version >= 9) {
                block.leave();
            }
        }
    }

    private static ProcessRecord entry(BlockReader block, int version) throws IOException {
        long tid = block.i64();
        long pid = block.i64();
        long ptid = block.i64();
        long sid = version >= 6 ? block.i64() : -1;
        long vpgid = version >= 8 ? block.i64() : -1;
        ByteString comm = block.text();
        ByteString exe = block.text();
        ByteString exePath = version >= 7 ? block.text() : ByteString.EMPTY;
        ByteString arguments = block.strings();
        ByteString cwd = block.text();
        long fdLimit = block.i64();
        int flags = block.i32();
        int uid = block.i32();
        int gid = block.i32();
        ProcessRecord.Memory memory = version >= 2
                ? new ProcessRecord.Memory(block.i32(), block.i32(), block.i32(), block.i64(), block.i64())
                : new ProcessRecord.Memory(0, 0, 0, 0, 0);
        ByteString environment = version >= 3 ? block.strings() : ByteString.EMPTY;
        long vtid = version >= 4 ? block.i64() : -1;
        long vpid = version >= 4 ? block.i64() : -1;
        ByteString cgroups = version >= 4 ? block.bytes(block.u16()) : ByteString.EMPTY;
        ByteString root = version >= 5 ? block.text() : ByteString.EMPTY;
        Tail tail = Tail.read(block, version);
        return new ProcessRecord(
                new ProcessRecord.Identity(tid, pid, ptid, sid, vpgid, tail.pgid, vtid, vpid),
                new ProcessRecord.Command(comm, exe, exePath, arguments, environment),
                new ProcessRecord.Place(cwd, root, cgroups, tail.pidNamespaceStart, tail.tty),
                new ProcessRecord.Credentials(
                        uid, gid, tail.loginUid, tail.inheritable, tail.permitted, tail.effective),
                memory,
                new ProcessRecord.Executable(
                        tail.writable,
                        tail.upperLayer,
                        tail.lowerLayer,
                        tail.memoryFile,
                        tail.inode,
                        tail.changed,
                        tail.modified),
                fdLimit,
                flags);
    }

    /** The fields of an entry that its length decides on. */
    private record Tail(
            long pidNamespaceStart,
            int tty,
            int loginUid,
            boolean writable,
            long inheritable,
            long permitted,
            long effective,
            boolean upperLayer,
            long inode,
            long changed,
            long modified,
            boolean memoryFile,
            boolean lowerLayer,
            long pgid) {

        static Tail read(BlockReader block, int version) throws IOException {
            boolean sized = version >= 9;
            boolean interleaved = sized && block.left() > OLD_TAIL;
            return new Tail(
                    interleaved ? i64(block, sized, 0) : 0,
                    interleaved ? i32(block, sized, 0) : 0,
                    i32(block, sized, -1),
                    flag(block, sized),
                    i64(block, sized, 0),
                    i64(block, sized, 0),
                    i64(block, sized, 0),
                    flag(block, sized),
                    i64(block, sized, 0),
                    i64(block, sized, 0),
                    i64(block, sized, 0),
                    flag(block, sized),
                    flag(block, sized),
                    i64(block, sized, -1));
        }

        private static long i64(BlockReader block, boolean sized, long absent) throws IOException {
            return sized && block.left() >= 8 ? block.i64() : absent;
        }

        private static int i32(BlockReader block, boolean sized, int absent) throws IOException {
            return sized && block.left() >= 4 ? block.i32() : absent;
        }

        private static boolean flag(BlockReader block, boolean sized) throws IOException {
            return sized && block.left() >= 1 && block.u8() != 0;
        }
    }
}
