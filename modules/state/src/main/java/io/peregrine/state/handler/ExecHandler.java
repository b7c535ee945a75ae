package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.Positions;
import io.peregrine.state.Cgroups;
import io.peregrine.state.Credentials;
import io.peregrine.state.EventContext;
import io.peregrine.state.Identity;
import io.peregrine.state.Program;
import io.peregrine.state.StringBlock;
import io.peregrine.state.Surroundings;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;
import io.peregrine.state.ThreadGroup;
import java.util.List;

/** execve and execveat: a process becomes another program, in its main thread. */
final class ExecHandler implements EventHandler {
    private static final int EXE = Positions.EXECVE_X.EXE;
    private static final int ARGS = Positions.EXECVE_X.ARGS;
    private static final int PID = Positions.EXECVE_X.PID;
    private static final int PTID = Positions.EXECVE_X.PTID;
    private static final int LIMIT = Positions.EXECVE_X.FDLIMIT;
    private static final int MEMORY = Positions.EXECVE_X.PGFT_MAJ;
    private static final int COMM = Positions.EXECVE_X.COMM;
    private static final int CGROUPS = Positions.EXECVE_X.CGROUPS;
    private static final int ENV = Positions.EXECVE_X.ENV;
    private static final int TTY = Positions.EXECVE_X.TTY;
    private static final int VPGID = Positions.EXECVE_X.VPGID;
    private static final int LOGINUID = Positions.EXECVE_X.LOGINUID;
    private static final int INHERITABLE = Positions.EXECVE_X.CAP_INHERITABLE;
    private static final int EFFECTIVE = Positions.EXECVE_X.CAP_EFFECTIVE;
    private static final int UID = Positions.EXECVE_X.UID;
    private static final int PGID = Positions.EXECVE_X.PGID;
    private static final int GID = Positions.EXECVE_X.GID;
    private static final int KEPT_FLAGS = ThreadFlags.PIPE_SOURCE
            | ThreadFlags.PIPE_DESTINATION
            | ThreadFlags.MAIN_THREAD
            | ThreadFlags.CLONE_INVERTED;

    @Override
    public void handle(EventContext context) {
        ThreadEntry thread = context.thread();
        if (context.result() < 0 || thread.isNone()) {
            return;
        }
        if (thread.isDead()) {
            thread.clearFlags(ThreadFlags.CLOSED);
            thread.kinship.group().threadRevived();
        }
        EventView event = context.event();
        thread.activity().setLastExecTime(event.timestamp());
        identify(context, thread);
        thread.setDescriptorLimit(event.signed(LIMIT));
        ProcessHandlers.memory(thread, event, MEMORY);
        become(context, thread);
        surround(event, thread);
        authorize(event, thread);
        context.tables().learnAccounts(thread);
        if (!thread.descriptors().isAbsent()) {
            context.tables().removeIf(thread.descriptors(), (number, descriptor) -> descriptor.isCloseOnExec());
        }
        thread.setFlags(ThreadFlags.ACTIVE | ThreadFlags.NAME_CHANGED | (thread.flags() & KEPT_FLAGS));
        endOtherThreads(context, thread);
    }

    private static void identify(EventContext context, ThreadEntry thread) {
        EventView event = context.event();
        Identity now = thread.identity();
        long pid = event.signed(PID);
        if (now.pid() != pid) {
            thread.setIdentity(now.withProcess(pid, now.ptid()));
        }
        if (thread.isInvalid()) {
            Identity known = thread.identity().withParent(event.signed(PTID));
            boolean inNamespace = thread.has(ThreadFlags.CHILD_IN_PID_NAMESPACE);
            thread.setIdentity(inNamespace ? known : known.withVirtual(thread.tid(), pid));
            context.tables().threads().relate(thread);
        }
    }

    private static void become(EventContext context, ThreadEntry thread) {
        EventView event = context.event();
        Program now = thread.program();
        ByteString exe = EventTexts.text(event, EXE, now.exe());
        ByteString comm = event.has(COMM) ? EventTexts.text(event, COMM, now.comm()) : exe;
        thread.setProgram(new Program(
                comm,
                exe,
                ExecPath.of(context, now.exepath()),
                EventTexts.block(event, ARGS, now.args()),
                comm,
                ExecPath.file(event, thread)));
    }

    private static void surround(EventView event, ThreadEntry thread) {
        Surroundings now = thread.surroundings();
        Surroundings next = now;
        if (event.has(ENV)) {
            next = next.withEnv(EventTexts.block(event, ENV, now.env()));
        }
        if (event.has(CGROUPS)) {
            StringBlock items = EventTexts.block(event, CGROUPS, now.cgroups());
            next = next.withCgroups(items == now.cgroups() ? items : Cgroups.of(items, now.cgroups()));
        }
        thread.setSurroundings(next);
        Identity id = thread.identity();
        thread.setIdentity(id.withGroups(
                event.has(PGID) ? event.signed(PGID) : -1,
                event.has(VPGID) ? event.signed(VPGID) : id.vpgid(),
                event.has(TTY) ? event.unsigned(TTY) : id.tty()));
    }

    private static void authorize(EventView event, ThreadEntry thread) {
        Credentials now = thread.credentials();
        boolean capable = event.has(EFFECTIVE);
        Credentials next = new Credentials(
                event.has(UID) ? event.unsigned(UID) & Credentials.NO_ID : now.uid(),
                event.has(GID) ? event.unsigned(GID) & Credentials.NO_ID : now.gid(),
                event.has(LOGINUID) ? event.unsigned(LOGINUID) & Credentials.NO_ID : now.loginuid(),
                capable ? event.unsigned(INHERITABLE + 1) : now.permitted(),
                capable ? event.unsigned(EFFECTIVE) : now.effective(),
                capable ? event.unsigned(INHERITABLE) : now.inheritable());
        if (!next.equals(now)) {
            thread.setCredentials(next);
        }
    }

    /** All threads but the main one ended with the exec. */
    private static void endOtherThreads(EventContext context, ThreadEntry thread) {
        ThreadGroup group = thread.kinship.group();
        if (group.aliveCount() <= 1) {
            return;
        }
        for (ThreadEntry other : List.copyOf(group.threads())) {
            if (!other.isRemoved() && !other.isMainThread() && other != thread) {
                context.tables().threads().remove(other.tid());
            }
        }
    }
}
