package io.peregrine.kernelfilter;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.probe.LeftOut;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Opens and sockets that no rule wants, and the closes behind them, left out until another event of their process needs them, as the programs do it ({@code
 * behind.h}): asked of the events of a capture, one after the other, that are not left out for good. Used by one thread.
 */
public final class DescriptorsToldLater {
    private static final int CURRENT_DIRECTORY = -100;
    private static final long READS = 1;

    /** O_WRONLY, O_CREAT, O_TRUNC, O_DIRECTORY and O_TMPFILE. */
    private static final long MORE_THAN_READS = 1 << 1 | 1 << 2 | 1 << 8 | 1 << 10 | 1 << 13;

    private final FilterSimulation filter;
    private final Map<Long, Untold> untold = new HashMap<>();
    private final Set<Long> sharing = new HashSet<>();
    private final EventWriter writer = new EventWriter();
    private final EventView told = new EventView();

    /** Nothing was left out so far. */
    public DescriptorsToldLater(FilterSimulation filter) {
        this.filter = filter;
    }

    /** What a process has not told of a descriptor. */
    private sealed interface Untold {
        long descriptor();

        /** Begins the event that tells it. */
        void write(EventWriter writer, long time, long tid);
    }

    private record File(long descriptor, ByteString name, long flags, long mode, long device, long inode)
            implements Untold {
        static File of(EventView open) {
            int name = open.code() == EventCodes.SYSCALL_OPEN_X ? Positions.OPEN_X.NAME : Positions.OPENAT_X.NAME;
            return new File(
                    open.signed(0),
                    open.text(name),
                    open.unsigned(name + 1),
                    open.unsigned(name + 2),
                    open.unsigned(name + 3),
                    open.unsigned(name + 4));
        }

        @Override
        public void write(EventWriter writer, long time, long tid) {
            writer.begin(EventCodes.SYSCALL_OPENAT_2_X, time, tid, 7)
                    .number(descriptor, Long.BYTES)
                    .number(CURRENT_DIRECTORY, Long.BYTES)
                    .text(name)
                    .number(flags, Integer.BYTES)
                    .number(mode, Integer.BYTES)
                    .number(device, Integer.BYTES)
                    .number(inode, Long.BYTES);
        }
    }

    private record Socket(long descriptor, long family, long type, long protocol, long flags) implements Untold {
        static Socket of(EventView socket) {
            return new Socket(
                    socket.signed(0),
                    socket.unsigned(Positions.SOCKET_X.DOMAIN),
                    socket.unsigned(Positions.SOCKET_X.TYPE),
                    socket.unsigned(Positions.SOCKET_X.PROTO),
                    socket.unsigned(Positions.SOCKET_X.FLAGS));
        }

        @Override
        public void write(EventWriter writer, long time, long tid) {
            writer.begin(EventCodes.SOCKET_SOCKET_X, time, tid, 5)
                    .number(descriptor, Long.BYTES)
                    .number(family, Integer.BYTES)
                    .number(type, Integer.BYTES)
                    .number(protocol, Integer.BYTES)
                    .number(flags, Integer.BYTES);
        }
    }

    private record Closed(long descriptor) implements Untold {
        @Override
        public void write(EventWriter writer, long time, long tid) {
            writer.begin(EventCodes.SYSCALL_CLOSE_X, time, tid, 2)
                    .number(0, Long.BYTES)
                    .number(descriptor, Long.BYTES);
        }
    }

    /**
     * Whether the context's event is left out for now.
     *
     * @param context its tables say which descriptors are shared
     * @param receiver is given what has to be told before the event, each valid until it returns
     */
    public boolean keepsBack(EventContext context, Consumer<EventView> receiver) {
        EventView event = context.event();
        switch (event.code()) {
            case EventCodes.SCHEDSWITCH_6_E, EventCodes.PAGE_FAULT_E -> {
                return false;
            }
            case EventCodes.SYSCALL_OPEN_X, EventCodes.SYSCALL_OPENAT_2_X -> {
                return keepsBack(context, mayBeKept(event), receiver, File::of);
            }
            case EventCodes.SOCKET_SOCKET_X -> {
                return keepsBack(context, isOfKeptFamily(event), receiver, Socket::of);
            }
            case EventCodes.SOCKET_CONNECT_X -> {
                if (hasFailedOnUntold(event)) {
                    return true;
                }
                tell(event.tid(), event, receiver);
            }
            case EventCodes.SYSCALL_CLOSE_X -> {
                if (filter.kinds(event.code()).contains(LeftOut.UNTIL_NEEDED)) {
                    return keepsBackClose(event);
                }
                tell(event.tid(), event, receiver);
            }
            case EventCodes.SYSCALL_CLONE_20_X,
                    EventCodes.SYSCALL_CLONE3_X,
                    EventCodes.SYSCALL_FORK_20_X,
                    EventCodes.SYSCALL_VFORK_20_X -> beforeChild(event, receiver);
            case EventCodes.SYSCALL_PIDFD_GETFD_X -> tellAll(event, receiver);
            case EventCodes.SYSCALL_EXECVE_19_X, EventCodes.SYSCALL_EXECVEAT_X, EventCodes.PROCEXIT_1_E -> {
                tell(event.tid(), event, receiver);
                if (event.signed(0) >= 0) {
                    sharing.remove(event.tid());
                }
            }
            default -> tell(event.tid(), event, receiver);
        }
        return false;
    }

    private boolean keepsBack(
            EventContext context, boolean may, Consumer<EventView> receiver, Function<EventView, Untold> kept) {
        EventView event = context.event();
        Untold before = untold.get(event.tid());
        if (before != null && before.descriptor() == event.signed(0)) {
            untold.remove(event.tid());
        }
        tell(event.tid(), event, receiver);
        if (event.signed(0) < 0 || !may || shares(context)) {
            return false;
        }
        untold.put(event.tid(), kept.apply(event));
        return true;
    }

    private boolean isOfKeptFamily(EventView event) {
        return filter.kinds(event.code()).contains(LeftOut.FAMILY_UNTIL_NEEDED)
                && filter.hasKeptFamily(event.unsigned(Positions.SOCKET_X.DOMAIN));
    }

    private boolean mayBeKept(EventView event) {
        Set<LeftOut> kinds = filter.kinds(event.code());
        long flags = event.unsigned(
                event.code() == EventCodes.SYSCALL_OPEN_X ? Positions.OPEN_X.FLAGS : Positions.OPENAT_X.FLAGS);
        boolean inSuchAWay = kinds.contains(LeftOut.UNTIL_NEEDED)
                || kinds.contains(LeftOut.READING_UNTIL_NEEDED) && (flags & (READS | MORE_THAN_READS)) == READS;
        return inSuchAWay && filter.isElsewhere(event);
    }

    private boolean hasFailedOnUntold(EventView connect) {
        int address = Positions.CONNECT_X.ADDR;
        return filter.kinds(connect.code()).contains(LeftOut.FAILED_ON_UNTOLD)
                && FilterSimulation.hasFailed(connect)
                && untold.get(connect.tid()) instanceof Socket socket
                && socket.family() == UntilNeeded.AF_UNIX
                && socket.descriptor() == connect.signed(Positions.CONNECT_X.FD)
                && connect.paramLength(address) > 1
                && connect.byteAt(address, 0) == UntilNeeded.AF_UNIX
                && connect.byteAt(address, 1) == '/';
    }

    /** Other closes touch nothing of what was not told, so that nothing is told before them. */
    private boolean keepsBackClose(EventView event) {
        Untold before = untold.get(event.tid());
        boolean same = before != null
                && before.descriptor() == event.signed(Positions.CLOSE_X.FD)
                && event.has(0)
                && event.signed(0) >= 0;
        if (same) {
            untold.put(event.tid(), new Closed(before.descriptor()));
        }
        return same;
    }

    private boolean shares(EventContext context) {
        long tid = context.event().tid();
        ThreadEntry thread = context.tables().threads().find(tid);
        return thread.isNone()
                || thread.threadCount() != 1
                || thread.has(ThreadFlags.CLONE_FILES)
                || sharing.contains(tid);
    }

    /** Before either return of a call that makes a task: the new one got a copy of its maker's descriptors, or shares them. */
    private void beforeChild(EventView event, Consumer<EventView> receiver) {
        tell(event.tid(), event, receiver);
        int flags = (int) event.unsigned(event.descriptor().indexOf("flags"));
        boolean ofChild = event.signed(0) == 0;
        if (ofChild && (flags & ThreadFlags.CLONE_PARENT) != 0) {
            tellAll(event, receiver);
        } else if (ofChild) {
            tell(event.signed(event.descriptor().indexOf("ptid")), event, receiver);
        }
        if ((flags & ThreadFlags.CLONE_FILES) != 0) {
            sharing.addAll(List.of(event.tid(), ofChild ? event.tid() : event.signed(0)));
        }
    }

    private void tellAll(EventView before, Consumer<EventView> receiver) {
        List.copyOf(untold.keySet()).forEach(tid -> tell(tid, before, receiver));
    }

    /** An open is told as openat, at the time of the event that needs it. */
    private void tell(long tid, EventView before, Consumer<EventView> receiver) {
        Untold what = untold.remove(tid);
        if (what == null) {
            return;
        }
        what.write(writer, before.timestamp(), tid);
        writer.wrapIn(told, before.cpu());
        told.markStateOnly();
        receiver.accept(told);
    }
}
