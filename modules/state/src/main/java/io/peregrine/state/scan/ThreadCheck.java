package io.peregrine.state.scan;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.state.Credentials;
import io.peregrine.state.Identity;
import io.peregrine.state.Program;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import java.util.Set;

/** Takes threads that the system has and makes the table hold the same: adds missing ones, replaces former bearers of a number, corrects the rest. */
final class ThreadCheck implements ScanSink {
    /** A clone is seen at most this long after it happened, on a machine under load. */
    private static final long SAME_START_NANOS = 2_000_000_000L;

    private final StateTables tables;
    private final Set<Long> seen;
    private final Healing healing;

    /** A check that notes the tids that it saw. */
    ThreadCheck(StateTables tables, Set<Long> seen) {
        this.tables = tables;
        this.seen = seen;
        healing = new Healing(tables);
    }

    @Override
    public boolean thread(ProcessRecord process, long startTime, long stamp) {
        long tid = process.identity().tid();
        seen.add(tid);
        ThreadEntry known = tables.threads().find(tid);
        if (!known.isNone() && !known.isInvalid() && !known.isDead() && isSameStart(known, startTime)) {
            if (correct(known, healing.scanned(process, startTime, stamp))) {
                known.activity().setStamp(stamp);
                tables.counters().healedThreads++;
            }
            return true;
        }
        if (!known.isNone()) {
            tables.threads().remove(tid);
        }
        tables.counters().healedThreads++;
        return healing.thread(process, startTime, stamp);
    }

    private static boolean isSameStart(ThreadEntry known, long startTime) {
        long cloned = known.activity().cloneTime();
        return cloned == 0 || Math.abs(cloned - startTime) < SAME_START_NANOS;
    }

    /** Takes over what differs; false when nothing does. */
    private boolean correct(ThreadEntry known, ThreadEntry actual) {
        boolean changed = correctProgram(known, actual) | correctIdentity(known, actual);
        Credentials who = known.credentials();
        Credentials now = actual.credentials();
        if (!who.equals(now)) {
            known.setCredentials(now);
            tables.learnAccounts(known);
            changed = true;
        }
        if (known.isMainThread()
                && !known.surroundings().cwd().equals(actual.surroundings().cwd())) {
            known.setSurroundings(
                    known.surroundings().withCwd(actual.surroundings().cwd()));
            changed = true;
        }
        return changed;
    }

    /** An exec that was missed shows in the file or in the arguments. */
    private static boolean correctProgram(ThreadEntry known, ThreadEntry actual) {
        Program before = known.program();
        Program now = actual.program();
        boolean sameFile = before.exepath().equals(now.exepath())
                || (before.executable().inode() != 0
                        && before.executable().inode() == now.executable().inode());
        boolean sameArguments = before.exe().equals(now.exe()) && before.args().equals(now.args());
        if (sameFile && sameArguments && before.comm().equals(now.comm())) {
            return false;
        }
        if (sameFile && sameArguments) {
            known.setProgram(before.withComm(now.comm()));
            return true;
        }
        known.setProgram(now);
        if (known.isMainThread()) {
            known.setSurroundings(
                    known.surroundings().withEnv(actual.surroundings().env()));
        }
        return true;
    }

    private boolean correctIdentity(ThreadEntry known, ThreadEntry actual) {
        Identity before = known.identity();
        Identity now = actual.identity();
        boolean changed = false;
        if (before.sid() != now.sid() || before.pgid() != now.pgid() || before.vpgid() != now.vpgid()) {
            known.setIdentity(before.withSession(now.sid()).withGroups(now.pgid(), now.vpgid(), now.tty()));
            changed = true;
        }
        ThreadEntry parent = tables.threads().find(before.ptid());
        if (known.isMainThread() && now.ptid() > 0 && (parent.isNone() || parent.pid() != now.ptid())) {
            changed |= tables.threads().changeParent(known, now.ptid());
        }
        return changed;
    }

    @Override
    public boolean knows(long tid) {
        return !tables.threads().find(tid).isNone();
    }

    @Override
    public void descriptor(long tid, DescriptorRecord descriptor, long stamp) {
        healing.descriptor(tid, descriptor, stamp);
    }
}
