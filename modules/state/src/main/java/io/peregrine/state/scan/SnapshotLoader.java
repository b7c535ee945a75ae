package io.peregrine.state.scan;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.state.DescriptorTable;
import io.peregrine.state.Group;
import io.peregrine.state.Machine;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.User;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorFlags;
import io.peregrine.state.descriptor.DescriptorKind;
import io.peregrine.state.descriptor.NetworkInterfaces;
import io.peregrine.state.descriptor.SocketAddresses;
import io.peregrine.state.descriptor.SocketEditor;
import io.peregrine.state.descriptor.SocketImage;
import io.peregrine.state.descriptor.SocketNames;
import io.peregrine.state.record.DescriptorRecords;
import io.peregrine.state.record.ThreadRecords;
import java.util.HashSet;
import java.util.Set;

/** Fills tables with the state that a capture, or a scan of the system, begins with. */
public final class SnapshotLoader implements SnapshotConsumer, ScanSink {
    private final StateTables tables;
    private final Set<Integer> serverPorts = new HashSet<>();

    /** A loader of these tables, which it empties first. */
    public SnapshotLoader(StateTables tables) {
        this.tables = tables;
    }

    @Override
    public void begin() {
        tables.clear();
        serverPorts.clear();
    }

    @Override
    public void machine(MachineRecord machine) {
        tables.setMachine(new Machine(
                machine.hostname(),
                machine.bootTime(),
                machine.cpus(),
                machine.memoryBytes(),
                machine.maxPid(),
                machine.flags()));
    }

    @Override
    public void networkInterface(InterfaceRecord record) {
        tables.interfaces()
                .add(new NetworkInterfaces.Address(
                        record.name(), record.address(), record.netmask(), record.broadcast(), record.linkSpeed()));
    }

    @Override
    public void user(UserRecord user) {
        tables.users()
                .announce(
                        ByteString.EMPTY,
                        new User(
                                Integer.toUnsignedLong(user.uid()),
                                Integer.toUnsignedLong(user.gid()),
                                user.name(),
                                user.home(),
                                user.shell()));
    }

    @Override
    public void group(GroupRecord group) {
        tables.groups().announce(ByteString.EMPTY, new Group(Integer.toUnsignedLong(group.gid()), group.name()));
    }

    @Override
    public void process(ProcessRecord process) {
        ThreadEntry thread = ThreadRecords.thread(process, tables);
        tables.learnAccounts(thread);
        tables.threads().add(thread, false);
    }

    @Override
    public boolean thread(ProcessRecord process, long startTime, long stamp) {
        return new Healing(tables).threadWithoutRelatives(process, startTime, stamp);
    }

    /** The numbers of parents that are not there yet. */
    public Set<Long> missingParents() {
        Set<Long> missing = new HashSet<>();
        tables.threads().forEach(thread -> {
            if (thread.ptid() > 0 && !knows(thread.ptid())) {
                missing.add(thread.ptid());
            }
        });
        return missing;
    }

    @Override
    public boolean knows(long tid) {
        return !tables.threads().find(tid).isNone();
    }

    @Override
    public void descriptor(long tid, DescriptorRecord record) {
        descriptor(tid, record, 0);
    }

    @Override
    public void descriptor(long tid, DescriptorRecord record, long stamp) {
        ThreadEntry thread = tables.threads().find(tid);
        if (thread.isNone()) {
            return;
        }
        thread.activity().setDescriptorStamp(stamp);
        Descriptor descriptor =
                DescriptorRecords.descriptor(record, tables.settings().compatibility());
        if (descriptor.addresses() instanceof SocketAddresses.Bound bound) {
            serverPorts.add(bound.port());
        }
        tables.store(thread.ownDescriptors(), record.fd(), descriptor);
    }

    /** Nothing here: events of a capture come through its source, and plugins learn from them there. */
    @Override
    public void event(EventView event) {}

    @Override
    public void end() {
        tables.threads().relateAll();
        tables.threads().forEach(SnapshotLoader::complete);
        tables.threads().forEach(this::giveRoles);
    }

    /** A thread whose process was read after it. */
    private static void complete(ThreadEntry thread) {
        ThreadEntry main = thread.mainThread();
        if (ThreadRecords.isPart(thread) && !main.isNone()) {
            ThreadRecords.complete(thread, main);
        }
    }

    /** An end whose own port is one that something listens on is the server's. */
    private void giveRoles(ThreadEntry thread) {
        DescriptorTable descriptors = thread.ownDescriptors();
        SocketEditor editor = new SocketEditor(tables.settings().compatibility());
        for (long number : descriptors.numbers()) {
            Descriptor descriptor = descriptors.find(number);
            if (descriptor.kind() == DescriptorKind.IPV4_SOCKET
                    && descriptor.addresses() instanceof SocketAddresses.Internet ends) {
                editor.load(descriptor);
                if (serverPorts.contains(ends.clientPort())) {
                    editor.swapEnds();
                    SocketNames.appendPair4(
                            editor.newName(), editor.image(), SocketImage.IPV4_CLIENT, SocketImage.IPV4_SERVER);
                    editor.addFlags(DescriptorFlags.ROLE_SERVER);
                } else {
                    editor.addFlags(DescriptorFlags.ROLE_CLIENT);
                }
                descriptors.put(number, editor.result(descriptor), tables.budget());
            }
        }
    }
}
