package io.peregrine.state.proc;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.RecordedKind;
import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The descriptors of a process from its {@code fd} directory. Socket tables are read once for each network namespace of a scan. */
final class DescriptorScan {
    private static final int MAX_FDINFO = 4096;
    private static final String SOCKET = "socket:[";
    private static final String PIPE = "pipe:[";
    private static final String ANONYMOUS = "anon_inode:";
    private static final String MEMFD = "/memfd:";

    private final ProcFiles files;
    private final Map<Long, SocketTable> socketsByNamespace = new HashMap<>();

    DescriptorScan(ProcFiles files) {
        this.files = files;
    }

    /** Hands over every descriptor of the process with this directory. */
    void scan(String process, Consumer<DescriptorRecord> consumer) {
        for (String name : files.list(process + "/fd")) {
            long fd = ProcText.number(name, -1);
            if (fd >= 0) {
                one(process, fd).ifPresent(consumer);
            }
        }
    }

    /** The descriptor with this number of the process with this directory. */
    Optional<DescriptorRecord> one(String process, long fd) {
        return files.link(process + "/fd/" + fd).flatMap(link -> descriptor(process, fd, link));
    }

    private Optional<DescriptorRecord> descriptor(String process, long fd, ByteString link) {
        String text = link.toString();
        if (text.startsWith(SOCKET)) {
            long inode = bracketed(text);
            return sockets(process)
                    .find(inode, fd)
                    .or(() -> Optional.of(
                            new DescriptorRecord.Named(fd, inode, RecordedKind.UNSUPPORTED, ByteString.EMPTY)));
        }
        if (text.startsWith(PIPE)) {
            return Optional.of(new DescriptorRecord.Named(fd, bracketed(text), RecordedKind.FIFO, link));
        }
        Optional<FileStatus> status = files.status(process + "/fd/" + fd);
        long inode = status.map(FileStatus::inode).orElse(0L);
        if (text.startsWith(ANONYMOUS)) {
            return Optional.of(new DescriptorRecord.Named(
                    fd, inode, AnonymousFiles.kind(text.substring(ANONYMOUS.length())), ByteString.EMPTY));
        }
        if (text.startsWith(MEMFD)) {
            return Optional.of(new DescriptorRecord.Named(fd, inode, RecordedKind.MEMFD, link));
        }
        if (status.isEmpty()) {
            return Optional.empty();
        }
        FileStatus file = status.get();
        if (file.isDirectory()) {
            return Optional.of(new DescriptorRecord.Named(fd, inode, RecordedKind.DIRECTORY, link));
        }
        if (file.isFifo()) {
            return Optional.of(new DescriptorRecord.Named(fd, inode, RecordedKind.FIFO, link));
        }
        return Optional.of(
                new DescriptorRecord.OpenFile(fd, inode, openFlags(process, fd), link, file.encodedDevice()));
    }

    private static long bracketed(String link) {
        int open = link.indexOf('[');
        int close = link.indexOf(']', open);
        return close < 0 ? 0 : ProcText.number(link.substring(open + 1, close), 0);
    }

    private SocketTable sockets(String process) {
        long namespace =
                files.status(process + "/ns/net").map(FileStatus::inode).orElse(0L);
        return socketsByNamespace.computeIfAbsent(namespace, id -> SocketTable.read(files, process));
    }

    private int openFlags(String process, long fd) {
        Optional<ByteString> info = files.read(process + "/fdinfo/" + fd, MAX_FDINFO);
        if (info.isPresent()) {
            for (String line : ProcText.of(info.get())) {
                if (line.startsWith("flags:")) {
                    return OpenFlags.ofKernel(
                            (int) ProcText.number(line.substring(6).strip(), 8, 0));
                }
            }
        }
        return 0;
    }
}
