package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.state.EnterRecord;
import io.peregrine.state.EventContext;
import io.peregrine.state.Paths;
import io.peregrine.state.Program;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorFlags;
import io.peregrine.state.descriptor.DescriptorKind;

/** open, creat, openat, openat2, open_by_handle_at: a descriptor with the path from the root. */
final class OpenHandler implements EventHandler {
    private static final int O_DIRECTORY = 1 << 10;
    private static final int FD_UPPER_LAYER = 1 << 15;
    private static final int FD_LOWER_LAYER = 1 << 16;
    /** The flags that the exit side adds: created, upper layer, lower layer. */
    private static final int ADDED_FLAGS = -(1 << 14);

    private final OpenParams params;
    private final RecentOpens recent;

    /** The handler of one code. */
    OpenHandler(int code, RecentOpens recent) {
        this.params = OpenParams.of(code);
        this.recent = recent;
    }

    @Override
    public void handle(EventContext context) {
        if (context.thread().isNone()) {
            return;
        }
        EnterRecord enter = params.byHandle() ? EnterRecord.NONE : EnterHandler.of(context);
        long number = context.result();
        if (number < 0) {
            return;
        }
        boolean entered = enter != EnterRecord.NONE && !enter.name().equals(Program.NOT_AVAILABLE);
        context.addDescriptor(number, entered ? entered(context, enter) : opened(context));
    }

    /** What a call opened whose enter half came: that one has the path that the kernel saw. */
    private Descriptor entered(EventContext context, EnterRecord enter) {
        ByteString name = enter.name();
        ThreadEntry thread = context.thread();
        ByteString directory =
                params.namesDirectory() ? Paths.directory(thread, name, enter.directory()) : thread.cwd();
        int flags = params.flagsOf(context.event());
        int all = params.flags() < 0 ? flags : (int) enter.flags() | (flags & ADDED_FLAGS);
        return made(context, directory, name, all);
    }

    /** What a call opened of which the exit half tells all. */
    private Descriptor opened(EventContext context) {
        EventView event = context.event();
        int flags = params.flagsOf(event);
        ByteString directory = directory(context);
        Descriptor known = recent.find(event, params, flags, directory);
        if (!known.isNone()) {
            return known;
        }
        Descriptor made = made(context, directory, EventTexts.text(event, params.name()), flags);
        recent.keep(directory, made);
        return made;
    }

    private ByteString directory(EventContext context) {
        EventView event = context.event();
        ThreadEntry thread = context.thread();
        if (!params.namesDirectory()) {
            return params.byHandle() ? ByteString.EMPTY : thread.cwd();
        }
        if (!event.has(params.directory())) {
            return ByteString.EMPTY;
        }
        boolean absolute = event.has(params.name()) && event.byteAt(params.name(), 0) == '/';
        return absolute ? Paths.NONE : Paths.directory(thread, event.signed(params.directory()));
    }

    private Descriptor made(EventContext context, ByteString directory, ByteString name, int flags) {
        DescriptorKind kind = (flags & O_DIRECTORY) != 0 ? DescriptorKind.DIRECTORY : DescriptorKind.FILE_WITH_DETAILS;
        int layers = ((flags & FD_UPPER_LAYER) != 0 ? DescriptorFlags.UPPER_LAYER : 0)
                | ((flags & FD_LOWER_LAYER) != 0 ? DescriptorFlags.LOWER_LAYER : 0);
        ByteString full = Paths.join(directory, name, context.paths());
        return Descriptor.ofPath(kind, new Descriptor.Path(full, name), flags, layers, params.nodeOf(context.event()));
    }
}
