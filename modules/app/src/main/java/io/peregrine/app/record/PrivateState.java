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

/**
 * State tables without what is private: no environments, and no processes unless the whole machine is recorded.
 *
 * @param tables the tables
 * @param keepsProcesses whether processes stay, with their environments taken out
 */
record PrivateState(StateHistory tables, boolean keepsProcesses) implements StateHistory {
    @Override
    public Checkpoint checkpoint() {
        return tables.checkpoint();
    }

    @Override
    public void rest() {
        tables.rest();
    }

    @Override
    public HeldSnapshot now() {
        return bare(tables.now());
    }

    @Override
    public HeldSnapshot at(Checkpoint moment) {
        return bare(tables.at(moment));
    }

    private HeldSnapshot bare(HeldSnapshot whole) {
        return new HeldSnapshot() {
            @Override
            public void deliver(SnapshotConsumer consumer) {
                whole.deliver(new Filter(consumer, keepsProcesses));
            }

            @Override
            public void release() {
                whole.release();
            }
        };
    }

    /** Passes on what may be written. */
    private record Filter(SnapshotConsumer to, boolean keepsProcesses) implements SnapshotConsumer {
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
        public void end() {
            to.end();
        }
    }
}
