package io.peregrine.state.scan;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.state.DescriptorTable;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.SocketAddresses;
import io.peregrine.state.record.DescriptorRecords;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes the descriptors that a process has in the system and makes its table hold the same: what events know better stays, what is missing
 * or another thing is taken over, what is no longer there goes.
 */
final class DescriptorCheck implements ScanSink {
    private final StateTables tables;
    private final Map<Long, Descriptor> found = new HashMap<>();
    private final long process;
    private long stamp;

    /** A check of a process. */
    DescriptorCheck(StateTables tables, long pid) {
        this.tables = tables;
        this.process = pid;
    }

    @Override
    public boolean thread(ProcessRecord process, long startTime, long readAfter) {
        return false;
    }

    @Override
    public boolean knows(long tid) {
        return true;
    }

    @Override
    public void descriptor(long tid, DescriptorRecord record, long readAfter) {
        if (tid == process) {
            stamp = stamp == 0 ? readAfter : stamp;
            found.put(
                    record.fd(),
                    DescriptorRecords.descriptor(record, tables.settings().compatibility()));
        }
    }

    /** Whether anything was found; nothing may mean that the process has gone. */
    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Changes the table of a process; returns how many changes it took. */
    int apply(ThreadEntry main) {
        DescriptorTable table = main.ownDescriptors();
        int[] changes = {table.removeIf((number, known) -> !found.containsKey(number), tables.budget())};
        tables.counters().removedDescriptors += changes[0];
        found.forEach((number, actual) -> {
            if (!isSame(table.find(number), actual)) {
                tables.store(table, number, actual);
                changes[0]++;
            }
        });
        main.activity().setDescriptorStamp(Math.max(stamp, main.activity().descriptorStamp()));
        return changes[0];
    }

    /** Whether what is known under a number is what the system has there, as far as both say. */
    private static boolean isSame(Descriptor known, Descriptor actual) {
        if (known.isNone() || !isSameKind(known.kind(), actual.kind())) {
            return false;
        }
        long knownInode = known.node().inode();
        long inode = actual.node().inode();
        if (knownInode != 0 && inode != 0) {
            return knownInode == inode;
        }
        return switch (actual.addresses()) {
            case SocketAddresses.Internet ends ->
                known.addresses() instanceof SocketAddresses.Internet other && isSamePair(ends, other);
            default -> !actual.kind().isFile() || actual.name().equals(known.name());
        };
    }

    private static boolean isSameKind(DescriptorKind known, DescriptorKind actual) {
        if (known.isFile() || known == DescriptorKind.DIRECTORY) {
            return actual.isFile() || actual == DescriptorKind.DIRECTORY;
        }
        if (known.isInternet()) {
            return actual.isInternet();
        }
        boolean unclear = known == DescriptorKind.UNKNOWN || known == DescriptorKind.UNSUPPORTED;
        return known == actual || (unclear && actual == DescriptorKind.UNSUPPORTED);
    }

    /** Whether two pairs of ends are the same connection, whoever is taken for the client. */
    private static boolean isSamePair(SocketAddresses.Internet one, SocketAddresses.Internet other) {
        if (one.serverPort() == 0) { // closed, or never connected
            return true;
        }
        boolean straight = one.clientPort() == other.clientPort() && one.serverPort() == other.serverPort();
        boolean crossed = one.clientPort() == other.serverPort() && one.serverPort() == other.clientPort();
        return straight || crossed;
    }
}
