package io.peregrine.fields.catalog;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Slot;
import io.peregrine.schema.EventCategory;
import io.peregrine.state.EventContext;
import io.peregrine.state.descriptor.DescriptorKind;
import java.util.EnumMap;
import java.util.Map;

/** The value of {@code evt.category}: the family of the call, for reads and writes refined by the descriptor. */
final class CategoryField {
    private static final ByteString UNKNOWN = ByteString.of("unknown");
    private static final ByteString FILE = ByteString.of("file");
    private static final ByteString NET = ByteString.of("net");
    private static final ByteString IPC = ByteString.of("ipc");
    private static final Map<EventCategory, ByteString> LABELS = new EnumMap<>(EventCategory.class);

    static {
        for (EventCategory category : EventCategory.values()) {
            String label = category == EventCategory.IPC ? "IPC" : category.label();
            LABELS.put(category, ByteString.of(label));
        }
    }

    private CategoryField() {}

    static boolean category(EventContext context, Slot out) {
        EventCategory category = context.event().descriptor().category();
        return out.set(isTransfer(category) ? family(context.descriptor().kind()) : LABELS.get(category));
    }

    /** Whether the category is that of calls that read or write through a descriptor. */
    static boolean isTransfer(EventCategory category) {
        return category == EventCategory.IO_READ
                || category == EventCategory.IO_WRITE
                || category == EventCategory.IO_OTHER;
    }

    private static ByteString family(DescriptorKind kind) {
        return switch (kind) {
            case FILE, FILE_WITH_DETAILS, DIRECTORY -> FILE;
            case IPV4_SOCKET, IPV6_SOCKET, IPV4_LISTENING, IPV6_LISTENING -> NET;
            case PIPE, UNIX_SOCKET, EVENT, SIGNALFD, INOTIFY, USERFAULTFD -> IPC;
            case UNINITIALIZED, UNKNOWN, UNSUPPORTED, EVENTPOLL, TIMERFD, NETLINK, BPF, IO_URING, MEMFD, PIDFD ->
                UNKNOWN;
        };
    }
}
