package io.peregrine.state.proc;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.RecordedKind;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import java.util.function.LongSupplier;

/** Events of the kernel's lists as records. */
final class IteratedRecords {
    private static final int OWN_FILES = 1 << 31;
    private static final int CLONE_THREAD = 1 << 13;
    private static final int CLONE_FILES = 1;
    private static final int PIDFD = 8;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;
    private static final int RAW = 3;
    private static final int ICMP = 1;

    private final LongSupplier bootTime;

    /** A maker of records; the time at which the machine started is that at which its first PID namespace did. */
    IteratedRecords(LongSupplier bootTime) {
        this.bootTime = bootTime;
    }

    static long tid(EventView event) {
        return event.tid() & 0xffffffffL;
    }

    private static long pid(EventView event) {
        return event.tid() >>> 32;
    }

    /** A thread, from an event of the code {@code ITER_TASK_E}. */
    SystemLists.Found thread(EventView event) {
        long tid = tid(event);
        long pid = pid(event);
        int flags = (int) event.unsigned(7);
        ProcessRecord process = new ProcessRecord(
                new ProcessRecord.Identity(
                        tid,
                        pid,
                        event.signed(0),
                        event.signed(3),
                        event.signed(2),
                        event.signed(1),
                        event.signed(25),
                        event.signed(24)),
                command(event, (flags & io.peregrine.state.Executable.FROM_MEMFD) != 0),
                new ProcessRecord.Place(
                        event.text(9),
                        event.text(28),
                        event.bytes(27),
                        event.unsigned(26) == 0 ? bootTime.getAsLong() : event.unsigned(26),
                        (int) event.unsigned(30)),
                new ProcessRecord.Credentials(
                        (int) event.unsigned(11),
                        (int) event.unsigned(12),
                        (int) event.unsigned(31),
                        event.unsigned(15),
                        event.unsigned(13),
                        event.unsigned(14)),
                new ProcessRecord.Memory(
                        (int) event.unsigned(19),
                        (int) event.unsigned(20),
                        (int) event.unsigned(21),
                        event.unsigned(22),
                        event.unsigned(23)),
                executable(event, flags),
                event.signed(10),
                tid == pid ? 0 : CLONE_THREAD | ((flags & OWN_FILES) != 0 ? 0 : CLONE_FILES));
        return new SystemLists.Found(process, event.unsigned(29), event.timestamp());
    }

    /** The kernel lists the path of a file in memory without the slash with which /proc and Falco show it. */
    private static ByteString rooted(ByteString path) {
        return path.isEmpty() || path.at(0) == '/' ? path : ByteString.of("/").concat(path);
    }

    private static ProcessRecord.Command command(EventView event, boolean memory) {
        int first = event.textLength(5);
        int length = event.paramLength(5);
        ByteString rest = first < length ? event.bytes(5, first + 1, length - first - 1) : ByteString.EMPTY;
        return new ProcessRecord.Command(
                event.text(4), event.text(5), memory ? rooted(event.text(6)) : event.text(6), rest, event.bytes(8));
    }

    private static ProcessRecord.Executable executable(EventView event, int flags) {
        return new ProcessRecord.Executable(
                (flags & io.peregrine.state.Executable.WRITABLE) != 0,
                (flags & io.peregrine.state.Executable.UPPER_LAYER) != 0,
                (flags & io.peregrine.state.Executable.LOWER_LAYER) != 0,
                (flags & io.peregrine.state.Executable.FROM_MEMFD) != 0,
                event.unsigned(16),
                event.unsigned(17),
                event.unsigned(18));
    }

    /** A descriptor, from an event of another code. */
    DescriptorRecord descriptor(EventView event) {
        long fd = event.signed(0);
        return switch (event.code()) {
            case EventCodes.ITER_TASK_FILE_PIPE_E -> {
                long inode = event.unsigned(2);
                ByteString path = event.has(1) ? event.text(1) : ByteString.of("pipe:[" + inode + "]");
                yield new DescriptorRecord.Named(fd, inode, RecordedKind.FIFO, path);
            }
            case EventCodes.ITER_TASK_FILE_MEMFD_E ->
                new DescriptorRecord.Named(
                        fd, event.unsigned(2), RecordedKind.MEMFD, ByteString.of("/" + event.text(1) + " (deleted)"));
            case EventCodes.ITER_TASK_FILE_DIRECTORY_E ->
                new DescriptorRecord.Named(fd, event.unsigned(2), RecordedKind.DIRECTORY, event.text(1));
            case EventCodes.ITER_TASK_FILE_REGULAR_E ->
                new DescriptorRecord.OpenFile(
                        fd, event.unsigned(4), (int) event.unsigned(2), event.text(1), (int) event.unsigned(5));
            case EventCodes.ITER_TASK_FILE_SOCKET_INET_E, EventCodes.ITER_TASK_FILE_SOCKET_INET6_E ->
                internet(event, fd);
            case EventCodes.ITER_TASK_FILE_SOCKET_UNIX_E ->
                new DescriptorRecord.UnixSocket(
                        fd, event.unsigned(5), event.unsigned(3), event.unsigned(6), event.text(4));
            case EventCodes.ITER_TASK_FILE_SOCKET_NETLINK_E ->
                new DescriptorRecord.Named(fd, event.unsigned(3), RecordedKind.NETLINK, ByteString.EMPTY);
            default -> anonymous(event, fd);
        };
    }

    private static DescriptorRecord internet(EventView event, long fd) {
        ByteString local = event.bytes(3);
        ByteString remote = event.bytes(5);
        int localPort = (int) event.unsigned(4);
        int remotePort = (int) event.unsigned(6);
        int transport = transport((int) event.unsigned(1), (int) event.unsigned(2));
        long inode = event.unsigned(7);
        return remotePort == 0
                ? new DescriptorRecord.BoundSocket(fd, inode, local, localPort, transport)
                : new DescriptorRecord.Connection(fd, inode, local, remote, localPort, remotePort, transport);
    }

    /** The capture's number of a transport. */
    private static int transport(int type, int protocol) {
        return switch (type) {
            case STREAM -> 2;
            case DATAGRAM -> protocol == ICMP ? 4 : 3;
            case RAW -> 5;
            default -> 0;
        };
    }

    private static DescriptorRecord anonymous(EventView event, long fd) {
        RecordedKind kind = event.unsigned(1) == PIDFD
                ? RecordedKind.PIDFD
                : AnonymousFiles.kind(event.text(2).toString());
        return new DescriptorRecord.Named(fd, event.unsigned(3), kind, ByteString.EMPTY);
    }
}
