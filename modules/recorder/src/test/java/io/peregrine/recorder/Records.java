package io.peregrine.recorder;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.StateSnapshot;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.EventView;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The threads and descriptors of a snapshot, so that two can be compared. */
final class Records implements SnapshotConsumer {
    final Map<Long, ProcessRecord> processes = new TreeMap<>();
    final Map<Long, Set<DescriptorRecord>> descriptors = new TreeMap<>();
    final Set<UserRecord> users = new HashSet<>();

    static Records of(StateSnapshot snapshot) {
        Records records = new Records();
        snapshot.deliver(records);
        return records;
    }

    @Override
    public void begin() {
        processes.clear();
        descriptors.clear();
        users.clear();
    }

    @Override
    public void machine(MachineRecord machine) {}

    @Override
    public void networkInterface(InterfaceRecord networkInterface) {}

    @Override
    public void user(UserRecord user) {
        users.add(user);
    }

    @Override
    public void group(GroupRecord group) {}

    @Override
    public void process(ProcessRecord process) {
        processes.put(process.identity().tid(), process);
    }

    @Override
    public void descriptor(long tid, DescriptorRecord descriptor) {
        descriptors.computeIfAbsent(tid, key -> new HashSet<>()).add(descriptor);
    }

    @Override
    public void event(EventView event) {}

    @Override
    public void end() {}
}
