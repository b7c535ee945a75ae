package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.ParamRole;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.Descriptor;
import io.peregrine.state.descriptor.DescriptorKind;

/** Calls that make a descriptor of which little more than the kind is known. */
final class CreateHandlers {
    private static final int O_CLOEXEC = 1 << 12;
    private static final int EPOLL_CLOEXEC = 1;

    private CreateHandlers() {}

    /** A descriptor of a kind, with its open flags in a parameter, -1 for none. */
    static void plain(EventContext context, DescriptorKind kind, int flagsParam) {
        long number = context.result();
        if (context.thread().isNone() || number < 0) {
            return;
        }
        int flags = flagsParam < 0 ? 0 : (int) context.event().unsigned(flagsParam);
        context.addDescriptor(number, Descriptor.of(kind, ByteString.EMPTY, flags));
    }

    /** epoll_create1. */
    static void epollCreate1(EventContext context) {
        long number = context.result();
        if (context.thread().isNone() || number < 0) {
            return;
        }
        int flags = (context.event().unsigned(Positions.EPOLL_CREATE1_X.FLAGS) & EPOLL_CLOEXEC) != 0 ? O_CLOEXEC : 0;
        context.addDescriptor(number, Descriptor.of(DescriptorKind.EVENTPOLL, ByteString.EMPTY, flags));
    }

    /** pipe and pipe2. */
    static void pipe(EventContext context) {
        if (context.thread().isNone() || context.result() < 0) {
            return;
        }
        EventView event = context.event();
        int flags = event.code() == EventCodes.SYSCALL_PIPE2_X ? (int) event.unsigned(Positions.PIPE2_X.FLAGS) : 0;
        Descriptor end = Descriptor.of(DescriptorKind.PIPE, ByteString.EMPTY, flags)
                .withNode(Descriptor.Node.of(0, event.unsigned(Positions.PIPE_X.INO)));
        context.addDescriptor(event.signed(event.descriptor().indexOf(ParamRole.NEW)), end);
        context.addDescriptor(event.signed(event.descriptor().indexOf(ParamRole.OTHER_NEW)), end);
    }

    /** memfd_create. A failed one leaves an entry under its negative number, which the count of descriptors shows. */
    static void memfd(EventContext context) {
        if (context.thread().isNone()) {
            return;
        }
        EventView event = context.event();
        long number = context.result();
        Descriptor made = number < 0
                ? Descriptor.of(DescriptorKind.UNINITIALIZED, ByteString.EMPTY)
                : Descriptor.of(DescriptorKind.MEMFD, EventTexts.text(event, Positions.MEMFD_CREATE_X.NAME), (int)
                        event.unsigned(Positions.MEMFD_CREATE_X.FLAGS));
        context.addDescriptor(number, made);
    }
}
