package io.peregrine.state.proc;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.RecordedKind;
import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The sockets of one network namespace by inode, read from the {@code net} directory of a process that lives in it. */
final class SocketTable {
    private static final int MAX_FILE = 64 << 20;
    private static final int TCP = 2;
    private static final int UDP = 3;
    private static final int RAW = 5;

    private final Map<Long, DescriptorRecord> byInode = new HashMap<>();

    /** Reads the tables; those that are missing are empty. */
    static SocketTable read(ProcFiles files, String directory) {
        SocketTable table = new SocketTable();
        table.internet(files, directory + "/net/tcp", TCP);
        table.internet(files, directory + "/net/udp", UDP);
        table.internet(files, directory + "/net/raw", RAW);
        table.internet(files, directory + "/net/tcp6", TCP);
        table.internet(files, directory + "/net/udp6", UDP);
        table.internet(files, directory + "/net/raw6", RAW);
        files.read(directory + "/net/unix", MAX_FILE).ifPresent(table::unix);
        files.read(directory + "/net/netlink", MAX_FILE).ifPresent(table::netlink);
        return table;
    }

    /** The socket with this inode under a descriptor's number. */
    Optional<DescriptorRecord> find(long inode, long fd) {
        DescriptorRecord found = byInode.get(inode);
        return switch (found) {
            case null -> Optional.empty();
            case DescriptorRecord.Connection c ->
                Optional.of(new DescriptorRecord.Connection(
                        fd, inode, c.source(), c.destination(), c.sourcePort(), c.destinationPort(), c.transport()));
            case DescriptorRecord.BoundSocket b ->
                Optional.of(new DescriptorRecord.BoundSocket(fd, inode, b.address(), b.port(), b.transport()));
            case DescriptorRecord.UnixSocket u ->
                Optional.of(new DescriptorRecord.UnixSocket(fd, inode, u.source(), u.destination(), u.path()));
            case DescriptorRecord.Named n -> Optional.of(new DescriptorRecord.Named(fd, inode, n.kind(), n.name()));
            case DescriptorRecord.OpenFile file -> Optional.empty();
        };
    }

    /** Lines {@code sl: local remote st queues timer retransmissions uid timeout inode ...}, addresses as {@code HEX:PORT}. */
    private void internet(ProcFiles files, String path, int transport) {
        files.read(path, MAX_FILE).ifPresent(file -> {
            for (String line : ProcText.of(file)) {
                String[] words = ProcText.words(line);
                if (words.length > 9 && words[0].endsWith(":")) {
                    add(words[1], words[2], ProcText.number(words[9], 0), transport);
                }
            }
        });
    }

    private void add(String local, String remote, long inode, int transport) {
        Optional<End> source = End.of(local);
        Optional<End> destination = End.of(remote);
        if (inode == 0 || source.isEmpty() || destination.isEmpty()) {
            return;
        }
        End from = source.get();
        End to = destination.get();
        byInode.put(
                inode,
                to.isZero()
                        ? new DescriptorRecord.BoundSocket(0, inode, from.address(), from.port(), transport)
                        : new DescriptorRecord.Connection(
                                0, inode, from.address(), to.address(), from.port(), to.port(), transport));
    }

    /** One end: an address in network order and a port. */
    private record End(ByteString address, int port) {
        /** Parses words of 8 hexadecimal digits, each in the machine's byte order, a colon and a port. */
        static Optional<End> of(String text) {
            int colon = text.indexOf(':');
            if (colon != 8 && colon != 32) {
                return Optional.empty();
            }
            byte[] address = new byte[colon / 2];
            for (int word = 0; word < address.length; word += 4) {
                long value = ProcText.number(text.substring(2 * word, 2 * word + 8), 16, 0);
                for (int i = 0; i < 4; i++) {
                    address[word + i] = (byte) (value >>> 8 * i);
                }
            }
            return Optional.of(
                    new End(ByteString.wrap(address), (int) ProcText.number(text.substring(colon + 1), 16, 0)));
        }

        boolean isZero() {
            for (int i = 0; i < address.length(); i++) {
                if (address.at(i) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Lines {@code num: references protocol flags type state inode path}. */
    private void unix(ByteString file) {
        for (String line : ProcText.of(file)) {
            String[] words = ProcText.words(line);
            if (words.length < 7 || !words[0].endsWith(":")) {
                continue;
            }
            long inode = ProcText.number(words[6], 0);
            long source = ProcText.number(words[0].substring(0, words[0].length() - 1), 16, 0);
            int path = words.length > 7 ? line.indexOf(words[7], line.indexOf(words[6])) : -1;
            ByteString name = path < 0 ? ByteString.EMPTY : ProcText.bytes(line.substring(path));
            byInode.put(inode, new DescriptorRecord.UnixSocket(0, inode, source, 0, name));
        }
    }

    /** Lines whose last word is the inode. */
    private void netlink(ByteString file) {
        for (String line : ProcText.of(file)) {
            String[] words = ProcText.words(line);
            long inode = ProcText.number(words[words.length - 1], 0);
            if (inode != 0) {
                byInode.put(inode, new DescriptorRecord.Named(0, inode, RecordedKind.NETLINK, ByteString.EMPTY));
            }
        }
    }
}
