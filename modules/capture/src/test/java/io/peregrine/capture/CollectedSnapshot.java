package io.peregrine.capture;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.StateSnapshot;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.EventView;
import java.util.ArrayList;
import java.util.List;

/** Keeps the records of the last snapshot and hands them on. */
final class CollectedSnapshot implements SnapshotConsumer, StateSnapshot {
    /** A descriptor with the thread that it was listed for. */
    record Owned(long tid, DescriptorRecord descriptor) {}

    final List<MachineRecord> machines = new ArrayList<>();
    final List<InterfaceRecord> interfaces = new ArrayList<>();
    final List<UserRecord> users = new ArrayList<>();
    final List<GroupRecord> groups = new ArrayList<>();
    final List<ProcessRecord> processes = new ArrayList<>();
    final List<Owned> descriptors = new ArrayList<>();
    int begun;
    int ended;

    @Override
    public void begin() {
        machines.clear();
        interfaces.clear();
        users.clear();
        groups.clear();
        processes.clear();
        descriptors.clear();
        begun++;
    }

    @Override
    public void machine(MachineRecord machine) {
        machines.add(machine);
    }

    @Override
    public void networkInterface(InterfaceRecord networkInterface) {
        interfaces.add(networkInterface);
    }

    @Override
    public void user(UserRecord user) {
        users.add(user);
    }

    @Override
    public void group(GroupRecord group) {
        groups.add(group);
    }

    @Override
    public void process(ProcessRecord process) {
        processes.add(process);
    }

    @Override
    public void descriptor(long tid, DescriptorRecord descriptor) {
        descriptors.add(new Owned(tid, descriptor));
    }

    @Override
    public void event(EventView event) {}

    @Override
    public void end() {
        ended++;
    }

    @Override
    public void deliver(SnapshotConsumer consumer) {
        consumer.begin();
        machines.forEach(consumer::machine);
        interfaces.forEach(consumer::networkInterface);
        users.forEach(consumer::user);
        groups.forEach(consumer::group);
        processes.forEach(consumer::process);
        descriptors.forEach(owned -> consumer.descriptor(owned.tid(), owned.descriptor()));
        consumer.end();
    }
}
