package io.peregrine.state;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;

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
        boolean useEnter = enter != EnterRecord.NONE && !entered.equals(Params.NOT_AVAILABLE);
        return switch (event.code()) {
            case EventCodes.SYSCALL_OPEN_X -> {
                int flags = (int) event.unsigned(2);
                yield new Opened(
                        useEnter ? entered : Params.text(event, 1),
                        thread.cwd(),
                        useEnter ? (int) enter.flags() | (flags & ADDED_FLAGS) : flags,
                        node(event, 4));
            }
            case EventCodes.SYSCALL_CREAT_X ->
                new Opened(useEnter ? entered : Params.text(event, 1), thread.cwd(), creatFlags(event), node(event, 3));
            case EventCodes.SYSCALL_OPENAT_2_X, EventCodes.SYSCALL_OPENAT2_X -> {
                int flags = (int) event.unsigned(3);
                ByteString name = useEnter ? entered : Params.text(event, 2);
                boolean known = useEnter || event.has(1);
                long directory = useEnter ? enter.directory() : event.signed(1);
                yield new Opened(
                        name,
                        known ? Paths.directory(thread, name, directory) : ByteString.EMPTY,
                        useEnter ? (int) enter.flags() | (flags & ADDED_FLAGS) : flags,
                        atNode(event, event.code() == EventCodes.SYSCALL_OPENAT_2_X ? 5 : 6));
            }
            default -> new Opened(Params.text(event, 3), ByteString.EMPTY, (int) event.unsigned(2), node(event, 4));
        };
    }

    private static int creatFlags(EventView event) {
        if (!event.has(3) || !event.has(4) || !event.has(5)) {
            return 0;
        }
        long flags = event.unsigned(5);
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
