package io.peregrine.bench;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.UserRecord;

/** Takes the state of a machine and forgets it. */
final class IgnoredState implements SnapshotConsumer {
    @Override
    public void begin() {}

    @Override
    public void machine(MachineRecord machine) {}

    @Override
    public void networkInterface(InterfaceRecord networkInterface) {}

    @Override
    public void user(UserRecord user) {}

    @Override
    public void group(GroupRecord group) {}

    @Override
    public void process(ProcessRecord process) {}

    @Override
    public void descriptor(long tid, DescriptorRecord descriptor) {}

    @Override
    public void end() {}
}
