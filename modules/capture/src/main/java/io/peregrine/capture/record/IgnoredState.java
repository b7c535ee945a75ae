package io.peregrine.capture.record;

import io.peregrine.event.EventView;

/** Takes the state of a machine and forgets it, for those who want the events of a capture alone; a subclass keeps what it wants of it. */
public class IgnoredState implements SnapshotConsumer {
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
    public void event(EventView event) {}

    @Override
    public void end() {}
}
