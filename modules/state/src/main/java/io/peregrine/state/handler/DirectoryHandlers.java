package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.render.PlainText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.Paths;
import io.peregrine.state.Program;
import io.peregrine.state.ThreadEntry;

/** chdir, fchdir, getcwd, chroot. */
final class DirectoryHandlers {
    private DirectoryHandlers() {}

    /** chdir and getcwd: the working directory is in the event. */
    static void chdir(EventContext context) {
        if (!context.thread().isNone() && context.result() >= 0) {
            enter(context, EventTexts.text(context.event(), Positions.CHDIR_X.PATH));
        }
    }

    /** fchdir: the working directory is that of a descriptor. */
    static void fchdir(EventContext context) {
        if (!context.thread().isNone()
                && context.result() >= 0
                && !context.descriptor().isNone()) {
            enter(context, context.descriptor().name());
        }
    }

    /** The group's directory changes; a relative one is seen from what this very thread has, which only a main thread knows. */
    private static void enter(EventContext context, ByteString directory) {
        ThreadEntry thread = context.thread();
        ThreadEntry main = thread.mainThread();
        if (main.isNone()) {
            return;
        }
        ByteString cwd = Paths.joinDirectory(thread.surroundings().cwd(), directory, context.paths());
        if (!cwd.equals(main.surroundings().cwd())) {
            main.setSurroundings(main.surroundings().withCwd(cwd));
        }
    }

    /** chroot. */
    static void chroot(EventContext context) {
        ThreadEntry thread = context.thread();
        if (thread.isNone() || context.result() != 0) {
            return;
        }
        ByteString path = EventTexts.text(context.event(), Positions.CHROOT_X.PATH);
        boolean whole = path.isEmpty() || path.at(0) == '/' || path.equals(Program.NOT_AVAILABLE);
        ByteString root = plain(whole ? path : Paths.join(thread.cwd(), path, context.paths()));
        if (!root.equals(thread.surroundings().root())) {
            thread.setSurroundings(thread.surroundings().withRoot(root));
        }
    }

    private static ByteString plain(ByteString path) {
        if (PlainText.isPlain(path.array(), 0, path.length())) {
            return path;
        }
        TextBuffer out = new TextBuffer();
        PlainText.append(out, path.array(), 0, path.length());
        return out.copy();
    }
}
