package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.Positions;
import io.peregrine.state.Cgroups;
import io.peregrine.state.Credentials;
import io.peregrine.state.EventContext;
import io.peregrine.state.Executable;
import io.peregrine.state.Identity;
import io.peregrine.state.MemoryBudget;
import io.peregrine.state.Program;
import io.peregrine.state.StringBlock;
import io.peregrine.state.Surroundings;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;

/** The entry of a child under construction, from its clone event and from the relative that it takes the rest over from. */
final class ChildBuilder {
    private static final int EXE = Positions.CLONE_X.EXE;
    private static final int ARGS = Positions.CLONE_X.ARGS;
    private static final int LIMIT = Positions.CLONE_X.FDLIMIT;
    private static final int MEMORY = Positions.CLONE_X.PGFT_MAJ;
    private static final int COMM = Positions.CLONE_X.COMM;
    private static final int CGROUPS = Positions.CLONE_X.CGROUPS;
    private static final int UID = Positions.CLONE_X.UID;
    private static final int GID = Positions.CLONE_X.GID;
    private static final int VTID = Positions.CLONE_X.VTID;
    private static final int VPID = Positions.CLONE_X.VPID;

    private final EventContext context;
    private final EventView event;
    private final ThreadEntry child;

    ChildBuilder(EventContext context, long tid, int flags) {
        this.context = context;
        event = context.event();
        child = context.tables().threads().newEntry(tid);
        boolean thread = (flags & ThreadFlags.CLONE_THREAD) != 0;
        child.setFlags(thread ? flags | ThreadFlags.CLONE_FILES : flags);
    }

    /** The entry as far as it is built. */
    ThreadEntry entry() {
        return child;
    }

    private boolean isThread() {
        return child.has(ThreadFlags.CLONE_THREAD);
    }

    /** Sets the numbers of a child that speaks for itself. */
    void identify(long pid, long ptid) {
        boolean virtual = event.has(VPID);
        child.setIdentity(Identity.UNKNOWN
                .withProcess(pid, ptid)
                .withVirtual(virtual ? event.signed(VTID) : child.tid(), virtual ? event.signed(VPID) : -1));
    }

    /**
     * Completes a child that its maker announced.
     *
     * @param maker the maker
     * @param valid whether the maker is known; else the maker learns from the event
     */
    void fromMaker(ThreadEntry maker, boolean valid) {
        long pid = isThread() ? maker.pid() : child.tid();
        long ptid = isThread() ? maker.ptid() : maker.tid();
        child.setIdentity(Identity.UNKNOWN.withProcess(pid, ptid).withVirtual(child.tid(), pid));
        if (isThread()) {
            child.activity().setLastExecTime(maker.activity().lastExecTime());
        } else if (valid) {
            inheritProcess(maker);
        }
        Program own = program(maker, ByteString.EMPTY, valid);
        child.setProgram(own);
        if (valid) {
            inherit(maker);
        } else {
            teach(maker, own);
        }
        complete(maker);
        child.activity().setPidNamespaceStart(context.tables().bootTime());
    }

    /**
     * Completes a child that announced itself, whose numbers are set.
     *
     * @param relative the parent of a process, the main thread of a thread
     * @param valid whether the relative is known; else a thread's main thread learns from the event
     */
    void fromRelative(ThreadEntry relative, boolean valid) {
        ByteString comm = comm(relative);
        Program own = program(relative, comm, valid);
        child.setProgram(own);
        if (valid) {
            inherit(relative);
            if (isThread()) {
                child.activity().setLastExecTime(relative.activity().lastExecTime());
            } else {
                inheritProcess(relative);
            }
        } else if (isThread()) {
            teach(relative, own);
        }
        complete(relative);
        long bootTime = context.tables().bootTime();
        child.activity().setPidNamespaceStart(CloneHandler.namespaceStart(event, child, bootTime));
    }

    private ByteString comm(ThreadEntry relative) {
        return event.has(COMM)
                ? EventTexts.text(event, COMM, relative.comm())
                : EventTexts.text(event, EXE, relative.program().exe());
    }

    private Program program(ThreadEntry relative, ByteString commandComm, boolean valid) {
        Program from = relative.program();
        Executable file = valid ? from.executable().withoutNamespace() : Executable.NONE;
        return new Program(
                comm(relative),
                EventTexts.text(event, EXE, from.exe()),
                valid ? from.exepath() : ByteString.EMPTY,
                EventTexts.block(event, ARGS, from.args()),
                commandComm,
                file);
    }

    /** A placeholder learns from its relative's event what it runs. */
    private static void teach(ThreadEntry unknown, Program known) {
        Program now = unknown.program();
        unknown.setProgram(
                new Program(known.comm(), known.exe(), now.exepath(), known.args(), known.comm(), now.executable()));
    }

    /** What every child takes over. */
    private void inherit(ThreadEntry relative) {
        Identity from = relative.identity();
        child.setIdentity(child.identity().withSession(from.sid()).withGroups(from.pgid(), from.vpgid(), from.tty()));
        child.setCredentials(relative.credentials());
        child.setSurroundings(
                child.surroundings().withRoot(relative.surroundings().root()));
    }

    /** What a new process takes over and a thread shares with its group. */
    private void inheritProcess(ThreadEntry relative) {
        MemoryBudget budget = context.tables().budget();
        child.ownDescriptors().shareFrom(relative.descriptors(), budget);
        Surroundings now = child.surroundings();
        child.setSurroundings(
                now.withCwd(relative.cwd()).withEnv(relative.surroundings().env()));
    }

    private void complete(ThreadEntry relative) {
        child.setDescriptorLimit(event.signed(LIMIT));
        ProcessHandlers.memory(child, event, MEMORY);
        Credentials now = child.credentials();
        long uid = event.unsigned(UID) & Credentials.NO_ID;
        long gid = event.unsigned(GID) & Credentials.NO_ID;
        if (now.uid() != uid || now.gid() != gid) {
            child.setCredentials(now.withUid(uid).withGid(gid));
        }
        context.tables().learnAccounts(child);
        if (event.has(CGROUPS)) {
            StringBlock known = relative.surroundings().cgroups();
            StringBlock items = EventTexts.block(event, CGROUPS, known);
            StringBlock cgroups = items == known ? known : Cgroups.of(items, known);
            child.setSurroundings(child.surroundings().withCgroups(cgroups));
        }
        child.activity().setCloneTime(event.timestamp());
    }
}
