package io.peregrine.state;

import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.StateSnapshot;
import io.peregrine.capture.record.UserRecord;

/** The tables as the records that a capture begins with. Users and groups of containers are left out: events announce them. */
public final class TableSnapshot implements StateSnapshot {
    private final StateTables tables;

    /** A snapshot of these tables as they stand when it is delivered. */
    public TableSnapshot(StateTables tables) {
        this.tables = tables;
    }

    @Override
    public void deliver(SnapshotConsumer consumer) {
        consumer.begin();
        Machine machine = tables.machine();
        consumer.machine(new MachineRecord(
                machine.cpus(),
                machine.memoryBytes(),
                machine.maxPid(),
                machine.hostname(),
                machine.bootTime(),
                machine.flags()));
        for (NetworkInterfaces.Address address : tables.interfaces().all()) {
            consumer.networkInterface(new InterfaceRecord(
                    address.name(), address.address(), address.netmask(), address.broadcast(), address.linkSpeed()));
        }
        tables.users().forEach((container, user) -> {
            if (container.isEmpty()) {
                consumer.user(
                        new UserRecord((int) user.uid(), (int) user.gid(), user.name(), user.home(), user.shell()));
            }
        });
        tables.groups().forEach((container, group) -> {
            if (container.isEmpty()) {
                consumer.group(new GroupRecord((int) group.gid(), group.name()));
            }
        });
        tables.threads().forEach(thread -> consumer.process(ThreadRecords.record(thread)));
        tables.threads().forEach(thread -> deliverDescriptors(thread, consumer));
        consumer.end();
    }

    private static void deliverDescriptors(ThreadEntry thread, SnapshotConsumer consumer) {
        if (thread.isMainThread()) {
            DescriptorTable descriptors = thread.descriptors();
            for (long number : descriptors.numbers()) {
                DescriptorRecords.record(number, descriptors.find(number))
                        .ifPresent(record -> consumer.descriptor(thread.tid(), record));
            }
        }
    }
}
