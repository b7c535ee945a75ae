package io.peregrine.state.history;

import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.ByteString;
import io.peregrine.state.Group;
import io.peregrine.state.Machine;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadImage;
import io.peregrine.state.User;
import io.peregrine.state.descriptor.NetworkInterfaces;
import io.peregrine.state.record.DescriptorRecords;
import io.peregrine.state.record.ThreadRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The tables of one moment as the records that a capture begins with. Taking it copies the references of the table's entries and nothing of
 * them; the records are made when it is delivered. Users and groups of containers are left out: events announce them.
 */
final class TableSnapshot implements HeldSnapshot {
    private final Machine machine;
    private final List<NetworkInterfaces.Address> interfaces;
    private final List<User> users = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final PastThreads threads;
    private final AtomicBoolean delivered = new AtomicBoolean();
    private volatile boolean released;

    /** A snapshot of these tables with these threads. */
    TableSnapshot(StateTables tables, PastThreads threads) {
        this.threads = threads;
        machine = tables.machine();
        interfaces = List.copyOf(tables.interfaces().all());
        tables.users().forEach((container, user) -> {
            if (container.isEmpty()) {
                users.add(user);
            }
        });
        tables.groups().forEach((container, group) -> {
            if (container.isEmpty()) {
                groups.add(group);
            }
        });
    }

    @Override
    public void deliver(SnapshotConsumer consumer) {
        if (delivered.getAndSet(true)) {
            throw new IllegalStateException("A snapshot is delivered once.");
        }
        try {
            deliverAll(consumer);
        } finally {
            release();
        }
    }

    private void deliverAll(SnapshotConsumer consumer) {
        consumer.begin();
        consumer.machine(new MachineRecord(
                machine.cpus(),
                machine.memoryBytes(),
                machine.maxPid(),
                machine.hostname(),
                machine.bootTime(),
                machine.flags()));
        for (NetworkInterfaces.Address address : interfaces) {
            consumer.networkInterface(new InterfaceRecord(
                    address.name(), address.address(), address.netmask(), address.broadcast(), address.linkSpeed()));
        }
        for (User user : users) {
            consumer.user(new UserRecord((int) user.uid(), (int) user.gid(), user.name(), user.home(), user.shell()));
        }
        for (Group group : groups) {
            consumer.group(new GroupRecord((int) group.gid(), group.name()));
        }
        threads.forEach((thread, cwd) -> deliver(thread, cwd, consumer));
        consumer.end();
    }

    private static void deliver(ThreadImage thread, ByteString cwd, SnapshotConsumer consumer) {
        consumer.process(ThreadRecords.record(thread, cwd));
        for (long number : thread.descriptors().arrivals()) {
            DescriptorRecords.record(number, thread.descriptors().find(number))
                    .ifPresent(record -> consumer.descriptor(thread.tid(), record));
        }
    }

    @Override
    public void release() {
        delivered.set(true);
        threads.abandon();
        released = true;
    }

    /** Whether nothing more will be asked of the table's history. */
    boolean isReleased() {
        return released;
    }
}
