package io.peregrine.app.record;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.HeldSnapshot;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.StateHistory;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;

/** State tables without what is private: no environments, and no processes unless the whole machine is recorded. */
final class PrivateState {
    private PrivateState() {}

    /**
     * Tables without what is private.
     *
     * @param tables the tables
     * @param keepsProcesses whether processes stay, with their environments taken out
     */
    static StateHistory of(StateHistory tables, boolean keepsProcesses) {
        return tables.seenThrough(whole -> bare(whole, keepsProcesses));
    }

    private static HeldSnapshot bare(HeldSnapshot whole, boolean keepsProcesses) {
        return new HeldSnapshot() {
            @Override
            public void deliver(SnapshotConsumer consumer) {
                whole.deliver(new Filter(consumer, keepsProcesses, new PrivateEvents()));
            }

            @Override
            public void release() {
                whole.release();
            }
        };
    }

    /** Passes on what may be written. */
    private record Filter(SnapshotConsumer to, boolean keepsProcesses, PrivateEvents events)
            implements SnapshotConsumer {
        @Override
        public void begin() {
            to.begin();
        }

        @Override
        public void machine(MachineRecord machine) {
            to.machine(machine);
        }

        @Override
        public void networkInterface(InterfaceRecord networkInterface) {
            to.networkInterface(networkInterface);
        }

        @Override
        public void user(UserRecord user) {
            to.user(user);
        }

        @Override
        public void group(GroupRecord group) {
            to.group(group);
        }

        @Override
        public void process(ProcessRecord process) {
            if (keepsProcesses) {
                ProcessRecord.Command all = process.command();
                to.process(new ProcessRecord(
                        process.identity(),
                        new ProcessRecord.Command(
                                all.comm(), all.exe(), all.exePath(), all.arguments(), ByteString.EMPTY),
                        process.place(),
                        process.credentials(),
                        process.memory(),
                        process.executable(),
                        process.fdLimit(),
                        process.flags()));
            }
        }

        @Override
        public void descriptor(long tid, DescriptorRecord descriptor) {
            if (keepsProcesses) {
                to.descriptor(tid, descriptor);
            }
        }

        @Override
        public void event(EventView event) {
            to.event(events.of(event));
        }

        @Override
        public void end() {
            to.end();
        }
    }
}
