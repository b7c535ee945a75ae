package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadGroup;

/** What calls change of a process in passing: its session, its limits, its memory figures, who takes its orphans. */
final class ProcessHandlers {
    private static final int RLIMIT_NOFILE = 7;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int PR_GET_CHILD_SUBREAPER = 37;

    private ProcessHandlers() {}

    /** setsid. */
    static void setsid(EventContext context) {
        ThreadEntry thread = context.thread();
        long session = context.result();
        if (!thread.isNone() && session >= 0 && thread.identity().sid() != session) {
            thread.setIdentity(thread.identity().withSession(session));
        }
    }

    /** Whether a prctl is about reapers. */
    static boolean changesReaper(EventView event) {
        long option = event.unsigned(Positions.PRCTL_X.OPTION);
        return option == PR_SET_CHILD_SUBREAPER || option == PR_GET_CHILD_SUBREAPER;
    }

    /** prctl: a process becomes a reaper of orphans, or stops being one. */
    static void prctl(EventContext context) {
        ThreadEntry thread = context.thread();
        if (context.result() < 0 || thread.isNone() || thread.isInvalid()) {
            return;
        }
        if (changesReaper(context.event())) {
            ThreadGroup group = thread.kinship.group();
            if (!group.isNone()) {
                group.setReaper(context.event().signed(Positions.PRCTL_X.ARG2_INT) != 0);
            }
        }
    }

    /** getrlimit and setrlimit. */
    static void limit(EventContext context) {
        EventView event = context.event();
        if (!context.thread().isNone()
                && context.result() >= 0
                && event.unsigned(Positions.GETRLIMIT_X.RESOURCE) == RLIMIT_NOFILE) {
            setLimit(context.thread(), event.signed(Positions.GETRLIMIT_X.CUR));
        }
    }

    /** Whether a prlimit is about the number of descriptors. */
    static boolean isAboutDescriptors(EventView event) {
        return event.has(Positions.PRLIMIT_X.RESOURCE) && event.unsigned(Positions.PRLIMIT_X.RESOURCE) == RLIMIT_NOFILE;
    }

    /** prlimit, whose process may be another one. */
    static void prlimit(EventContext context) {
        EventView event = context.event();
        if (context.result() != 0 || !isAboutDescriptors(event) || !event.has(Positions.PRLIMIT_X.PID)) {
            return;
        }
        long limit = event.signed(Positions.PRLIMIT_X.NEWCUR);
        if (limit == -1) {
            return;
        }
        long tid = event.signed(Positions.PRLIMIT_X.PID);
        ThreadEntry thread = context.tables().threads().get(tid == 0 ? event.tid() : tid);
        if (!thread.isNone() && !thread.isInvalid()) {
            setLimit(thread, limit);
        }
    }

    private static void setLimit(ThreadEntry thread, long limit) {
        ThreadEntry main = thread.mainThread();
        if (limit != -1 && !main.isNone()) {
            main.setDescriptorLimit(limit);
        }
    }

    /** brk, mmap, mmap2, munmap. */
    static void memory(EventContext context) {
        ThreadEntry thread = context.thread();
        if (thread.isNone()) {
            return;
        }
        EventView event = context.event();
        if (event.has(Positions.BRK_X.VM_SIZE)) {
            thread.memory().setVirtual(event.unsigned(Positions.BRK_X.VM_SIZE));
        }
        if (event.has(Positions.BRK_X.VM_SWAP)) {
            thread.memory()
                    .setResident(event.unsigned(Positions.BRK_X.VM_RSS), event.unsigned(Positions.BRK_X.VM_SWAP));
        }
    }

    /** A context switch. */
    static void contextSwitch(EventContext context) {
        ThreadEntry thread = context.thread();
        EventView event = context.event();
        if (thread.isNone() || !event.has(Positions.SCHEDSWITCH_E.VM_SWAP)) {
            return;
        }
        thread.memory()
                .setFaults(
                        event.unsigned(Positions.SCHEDSWITCH_E.PGFT_MAJ),
                        event.unsigned(Positions.SCHEDSWITCH_E.PGFT_MIN));
        ThreadEntry main = thread.mainThread();
        if (!main.isNone()) {
            main.memory()
                    .setSizes(
                            event.unsigned(Positions.SCHEDSWITCH_E.VM_SIZE),
                            event.unsigned(Positions.SCHEDSWITCH_E.VM_RSS),
                            event.unsigned(Positions.SCHEDSWITCH_E.VM_SWAP));
        }
    }

    /** The memory figures that clone and exec carry from a parameter on: faults, then sizes; all or none are there. */
    static void memory(ThreadEntry thread, EventView event, int first) {
        if (event.has(first + 4)) {
            thread.memory().setFaults(event.unsigned(first), event.unsigned(first + 1));
            thread.memory().setSizes(event.unsigned(first + 2), event.unsigned(first + 3), event.unsigned(first + 4));
        }
    }
}
