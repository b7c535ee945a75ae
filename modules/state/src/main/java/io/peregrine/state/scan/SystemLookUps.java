package io.peregrine.state.scan;

import io.peregrine.event.ByteString;
import io.peregrine.state.LookUps;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;

/** The look-ups of tables in the running system: what a scan finds goes into them. */
final class SystemLookUps implements LookUps {
    private final StateTables tables;
    private final ProcessScan scan;
    private final Healing healing;

    SystemLookUps(StateTables tables, ProcessScan scan) {
        this.tables = tables;
        this.scan = scan;
        healing = new Healing(tables);
    }

    @Override
    public boolean thread(long tid) {
        return scan.lookUp(tid, healing);
    }

    @Override
    public void descriptor(long pid, long number) {
        scan.lookUpDescriptor(pid, number, healing);
    }

    @Override
    public void descriptors(ThreadEntry process) {
        DescriptorCheck check = new DescriptorCheck(tables, process.pid());
        scan.lookUpDescriptors(process.pid(), check);
        if (!check.isEmpty()) {
            check.apply(process);
        }
    }

    @Override
    public ByteString descriptorLink(long pid, long number) {
        return scan.descriptorLink(pid, number);
    }
}
