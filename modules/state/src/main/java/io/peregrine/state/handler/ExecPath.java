package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import io.peregrine.state.EnterRecord;
import io.peregrine.state.EventContext;
import io.peregrine.state.Executable;
import io.peregrine.state.Paths;
import io.peregrine.state.Program;
import io.peregrine.state.ThreadEntry;

/** The file that an exec starts: its path and what the event says of its inode. */
final class ExecPath {
    private static final int FLAGS = Positions.EXECVE_X.FLAGS;
    private static final int INODE = Positions.EXECVE_X.EXE_INO;
    private static final int CHANGED = Positions.EXECVE_X.EXE_INO_CTIME;
    private static final int MODIFIED = Positions.EXECVE_X.EXE_INO_MTIME;
    private static final int TRUSTED_PATH = Positions.EXECVE_X.TRUSTED_EXEPATH;
    private static final int AT_EMPTY_PATH = 1;

    private ExecPath() {}

    /** The path: the kernel's own, else, for old captures, put together from the enter event, else the one known before. */
    static ByteString of(EventContext context, ByteString known) {
        EventView event = context.event();
        if (event.has(TRUSTED_PATH)) {
            return Program.cutDeleted(EventTexts.text(event, TRUSTED_PATH, known));
        }
        EnterRecord enter = EnterHandler.of(context);
        if (enter == EnterRecord.NONE) {
            return known;
        }
        return Program.cutDeleted(
                enter.code() == EventCodes.SYSCALL_EXECVEAT_E
                        ? fromDirectory(context, enter)
                        : fromName(context, enter.name()));
    }

    private static ByteString fromName(EventContext context, ByteString name) {
        return name.equals(Program.NOT_AVAILABLE)
                ? name
                : Paths.join(context.thread().cwd(), name, context.paths());
    }

    private static ByteString fromDirectory(EventContext context, EnterRecord enter) {
        ThreadEntry thread = context.thread();
        ByteString name = enter.name();
        ByteString directory = Paths.directory(thread, name, enter.directory());
        if (directory != Paths.NONE && directory != Paths.UNKNOWN) {
            context.setDescriptor(thread.descriptor(enter.directory()));
        }
        boolean emptyPath = (enter.flags() & AT_EMPTY_PATH) != 0;
        if (directory == Paths.UNKNOWN || (!emptyPath && name.equals(Program.NOT_AVAILABLE))) {
            return Program.NOT_AVAILABLE;
        }
        return emptyPath
                ? Paths.join(ByteString.EMPTY, directory, context.paths())
                : Paths.join(directory, name, context.paths());
    }

    /** What is known of the file's inode and flags. */
    static Executable file(EventView event, ThreadEntry thread) {
        Executable now = thread.program().executable();
        int flags = event.has(FLAGS) ? (int) event.unsigned(FLAGS) : now.flags();
        if (!event.has(MODIFIED)) {
            return flags == now.flags()
                    ? now
                    : new Executable(
                            flags,
                            now.inode(),
                            now.changeTime(),
                            now.modificationTime(),
                            now.changeToClone(),
                            now.pidNamespaceToChange());
        }
        long changed = event.unsigned(CHANGED);
        long cloned = thread.activity().cloneTime();
        long namespace = thread.activity().pidNamespaceStart();
        boolean after = namespace != 0 && Long.compareUnsigned(changed, namespace) > 0;
        return new Executable(
                flags,
                event.unsigned(INODE),
                changed,
                event.unsigned(MODIFIED),
                cloned != 0 ? cloned - changed : now.changeToClone(),
                after ? changed - namespace : now.pidNamespaceToChange());
    }
}
