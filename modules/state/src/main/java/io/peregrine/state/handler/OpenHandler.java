package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
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
    private static final int CREAT_UPPER_LAYER = 1;
    private static final int CREAT_LOWER_LAYER = 1 << 1;
    /** The flags that the exit side adds: created, upper layer, lower layer. */
    private static final int ADDED_FLAGS = -(1 << 14);

    /** What a call opened, from either half of it. */
    private record Opened(ByteString name, ByteString directory, int flags, Descriptor.Node node) {}

    @Override
    public void handle(EventContext context) {
        if (context.thread().isNone()) {
            return;
        }
        EventView event = context.event();
        boolean byHandle = event.code() == EventCodes.SYSCALL_OPEN_BY_HANDLE_AT_X;
        EnterRecord enter = byHandle ? EnterRecord.NONE : EnterHandler.of(context);
        long number = context.result();
        if (number < 0) {
            return;
        }
        Opened opened = opened(context, enter);
        int flags = opened.flags();
        DescriptorKind kind = (flags & O_DIRECTORY) != 0 ? DescriptorKind.DIRECTORY : DescriptorKind.FILE_WITH_DETAILS;
        int layers = ((flags & FD_UPPER_LAYER) != 0 ? DescriptorFlags.UPPER_LAYER : 0)
                | ((flags & FD_LOWER_LAYER) != 0 ? DescriptorFlags.LOWER_LAYER : 0);
        ByteString full = Paths.join(opened.directory(), opened.name(), context.paths());
        Descriptor.Path path = new Descriptor.Path(full, opened.name());
        context.addDescriptor(number, Descriptor.ofPath(kind, path, flags, layers, opened.node()));
    }

    private static Opened opened(EventContext context, EnterRecord enter) {
        EventView event = context.event();
        ThreadEntry thread = context.thread();
        ByteString entered = enter.name();
        boolean useEnter = enter != EnterRecord.NONE && !entered.equals(Program.NOT_AVAILABLE);
        return switch (event.code()) {
            case EventCodes.SYSCALL_OPEN_X -> {
                int flags = (int) event.unsigned(Positions.OPEN_X.FLAGS);
                yield new Opened(
                        useEnter ? entered : EventTexts.text(event, Positions.OPEN_X.NAME),
                        thread.cwd(),
                        useEnter ? (int) enter.flags() | (flags & ADDED_FLAGS) : flags,
                        node(event, Positions.OPEN_X.DEV));
            }
            case EventCodes.SYSCALL_CREAT_X ->
                new Opened(
                        useEnter ? entered : EventTexts.text(event, Positions.CREAT_X.NAME),
                        thread.cwd(),
                        creatFlags(event),
                        node(event, Positions.CREAT_X.DEV));
            case EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SYSCALL_OPENAT2_X -> {
                int flags = (int) event.unsigned(Positions.OPENAT_X.FLAGS);
                ByteString name = useEnter ? entered : EventTexts.text(event, Positions.OPENAT_X.NAME);
                boolean known = useEnter || event.has(Positions.OPENAT_X.DIRFD);
                long directory = useEnter ? enter.directory() : event.signed(Positions.OPENAT_X.DIRFD);
                yield new Opened(
                        name,
                        known ? Paths.directory(thread, name, directory) : ByteString.EMPTY,
                        useEnter ? (int) enter.flags() | (flags & ADDED_FLAGS) : flags,
                        atNode(
                                event,
                                event.code() == EventCodes.SYSCALL_OPENAT_2_X
                                        ? Positions.OPENAT_X.DEV
                                        : Positions.OPENAT2_X.DEV));
            }
            default ->
                new Opened(
                        EventTexts.text(event, Positions.OPEN_BY_HANDLE_AT_X.PATH),
                        ByteString.EMPTY,
                        (int) event.unsigned(Positions.OPEN_BY_HANDLE_AT_X.FLAGS),
                        node(event, Positions.OPEN_BY_HANDLE_AT_X.DEV));
        };
    }

    private static int creatFlags(EventView event) {
        if (!event.has(Positions.CREAT_X.DEV)
                || !event.has(Positions.CREAT_X.INO)
                || !event.has(Positions.CREAT_X.CREAT_FLAGS)) {
            return 0;
        }
        long flags = event.unsigned(Positions.CREAT_X.CREAT_FLAGS);
        if ((flags & CREAT_UPPER_LAYER) != 0) {
            return FD_UPPER_LAYER;
        }
        return (flags & CREAT_LOWER_LAYER) != 0 ? FD_LOWER_LAYER : 0;
    }

    private static Descriptor.Node node(EventView event, int device) {
        return event.has(device)
                ? Descriptor.Node.of(event.unsigned(device), event.unsigned(device + 1))
                : Descriptor.Node.UNKNOWN;
    }

    private static Descriptor.Node atNode(EventView event, int device) {
        return event.has(device + 1) ? node(event, device) : Descriptor.Node.UNKNOWN;
    }
}
