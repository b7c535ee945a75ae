package io.peregrine.state.scan;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.state.Executable;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.record.DescriptorRecords;
import io.peregrine.state.record.ThreadRecords;

/** Adds a thread that a look-up found while events pass. */
final class Healing implements ScanSink {
    private final StateTables tables;

    Healing(StateTables tables) {
        this.tables = tables;
    }

    @Override
    public boolean thread(ProcessRecord process, long startTime, long stamp) {
        ThreadEntry thread = scanned(process, startTime, stamp);
        tables.learnAccounts(thread);
        return tables.threads().add(thread, true);
    }

    /** An entry of a thread that a scan found. */
    ThreadEntry scanned(ProcessRecord process, long startTime, long stamp) {
        ThreadEntry thread = ThreadRecords.thread(process, tables);
        ThreadEntry main = ThreadRecords.isPart(thread) ? tables.threads().find(thread.pid()) : ThreadEntry.NONE;
        if (!main.isNone()) {
            ThreadRecords.complete(thread, main);
        }
        thread.activity().setCloneTime(startTime);
        thread.activity().setStamp(stamp);
        thread.activity().setLastAccess(stamp);
        thread.setProgram(thread.program().withExecutable(aged(thread, startTime)));
        return thread;
    }

    /** The executable file with its ages: before the thread started, and since its PID namespace did. */
    private static Executable aged(ThreadEntry thread, long startTime) {
        Executable file = thread.program().executable();
        long namespace = thread.activity().pidNamespaceStart();
        long changed = file.changeTime();
        return new Executable(
                file.flags(),
                file.inode(),
                changed,
                file.modificationTime(),
                changed == 0 ? 0 : startTime - changed,
                namespace != 0 && changed > namespace ? changed - namespace : 0);
    }

    /** Adds a thread of a whole scan, whose relatives may still be missing. */
    boolean threadWithoutRelatives(ProcessRecord process, long startTime, long stamp) {
        ThreadEntry thread = scanned(process, startTime, stamp);
        tables.learnAccounts(thread);
        return tables.threads().add(thread, false);
    }

    @Override
    public void descriptor(long tid, DescriptorRecord record, long stamp) {
        ThreadEntry thread = tables.threads().find(tid);
        if (!thread.isNone()) {
            thread.activity().setDescriptorStamp(stamp);
            Descriptor descriptor =
                    DescriptorRecords.descriptor(record, tables.settings().compatibility());
            tables.store(thread.ownDescriptors(), record.fd(), descriptor);
        }
    }

    @Override
    public boolean knows(long tid) {
        return !tables.threads().find(tid).isNone();
    }
}
