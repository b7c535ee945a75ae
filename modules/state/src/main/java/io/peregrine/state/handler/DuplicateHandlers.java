package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;

/** dup, dup2, dup3, fcntl, pidfd_getfd: a second number for what is open already. */
final class DuplicateHandlers {
    private static final int O_CLOEXEC = 1 << 12;
    private static final int F_DUPFD = 1;
    private static final int F_SETFD = 3;
    private static final int F_DUPFD_CLOEXEC = 26;
    private static final int FD_CLOEXEC = 1;

    private DuplicateHandlers() {}

    /** dup, dup2 and dup3. Who moves something to 0 or 1 is taken for a part of a shell's pipe. */
    static void dup(EventContext context) {
        long number = context.result();
        if (context.thread().isNone() || number < 0 || context.descriptor().isNone()) {
            return;
        }
        if (number == 0) {
            context.thread().addFlags(ThreadFlags.PIPE_DESTINATION);
        } else if (number == 1) {
            context.thread().addFlags(ThreadFlags.PIPE_SOURCE);
        }
        EventView event = context.event();
        boolean closeOnExec =
                event.code() == EventCodes.SYSCALL_DUP3_X && (event.unsigned(Positions.DUP3_X.FLAGS) & O_CLOEXEC) != 0;
        duplicate(context, context.descriptor(), number, closeOnExec);
    }

    /** Whether an fcntl has a command that makes or changes a descriptor. */
    static boolean changesDescriptors(EventView event) {
        long command = event.unsigned(Positions.FCNTL_X.CMD);
        return command == F_DUPFD || command == F_DUPFD_CLOEXEC || command == F_SETFD;
    }

    /** The fcntl commands that duplicate a descriptor or change its close-on-exec flag. */
    static void fcntl(EventContext context) {
        EventView event = context.event();
        long command = event.unsigned(Positions.FCNTL_X.CMD);
        if (context.thread().isNone()
                || !changesDescriptors(event)
                || context.result() < 0
                || context.descriptor().isNone()) {
            return;
        }
        if (command == F_SETFD) {
            boolean closeOnExec = (event.unsigned(Positions.FCNTL_X.ARG) & FD_CLOEXEC) != 0;
            context.replaceDescriptor(context.descriptor().duplicate(closeOnExec));
            return;
        }
        duplicate(context, context.descriptor(), context.result(), command == F_DUPFD_CLOEXEC);
    }

    /** pidfd_getfd: a descriptor of another process, through a descriptor of that process; one that the tables do not know is looked up. */
    static void pidfdGetfd(EventContext context) {
        if (context.thread().isNone()) {
            return;
        }
        EventView event = context.event();
        Descriptor process = context.thread().descriptor(event.signed(Positions.PIDFD_GETFD_X.PID_FD));
        if (process.kind() != DescriptorKind.PIDFD) {
            return;
        }
        ThreadEntry owner = context.tables().threads().find(process.node().pid());
        Descriptor target = owner.descriptor(event.signed(Positions.PIDFD_GETFD_X.TARGET_FD));
        if (!owner.isNone() && !target.isNone()) {
            duplicate(context, target, context.result(), true);
        } else if (context.result() >= 0) {
            context.tables().lookUpDescriptor(context.thread(), context.result());
        }
    }

    private static void duplicate(EventContext context, Descriptor from, long number, boolean closeOnExec) {
        context.addDescriptor(number, from.duplicate(closeOnExec));
        context.keepName();
    }
}
