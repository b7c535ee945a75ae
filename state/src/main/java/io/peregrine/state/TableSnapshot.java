package io.peregrine.state;

import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.StateSnapshot;
import io.peregrine.capture.record.UserRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of one moment as the records that a capture begins with: immutable, for any thread to deliver. Users and groups of
 * containers are left out: events announce them.
 */
public final class TableSnapshot implements StateSnapshot {
    private final Machine machine;
    private final List<NetworkInterfaces.Address> interfaces;
    private final List<User> users = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<ThreadImage> threads;

    /** A snapshot of these tables as they stand now. */
    public TableSnapshot(StateTables tables) {
        this(tables, images(tables));
    }

    /** A snapshot with the threads as they were at another time. */
    TableSnapshot(StateTables tables, List<ThreadImage> threads) {
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

    private static List<ThreadImage> images(StateTables tables) {
        List<ThreadImage> images = new ArrayList<>(tables.threads().size());
        tables.threads().forEach(thread -> images.add(ThreadImage.of(thread)));
        return images;
    }

    @Override
    public void deliver(SnapshotConsumer consumer) {
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
        for (ThreadImage thread : threads) {
            consumer.process(ThreadRecords.record(thread));
            deliverDescriptors(thread, consumer);
        }
        consumer.end();
    }

    private static void deliverDescriptors(ThreadImage thread, SnapshotConsumer consumer) {
        for (long number : thread.descriptors().numbers()) {
            DescriptorRecords.record(number, thread.descriptors().find(number))
                    .ifPresent(record -> consumer.descriptor(thread.tid(), record));
        }
    }
}
