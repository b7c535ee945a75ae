package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.Positions;
import io.peregrine.state.EventContext;
import io.peregrine.state.Identity;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;
import io.peregrine.state.ThreadTable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * clone, clone3, fork and vfork, which are seen twice: by the maker, with the child's tid, and by the child, with 0. Whichever comes first
 * makes the child's entry. In a PID namespace the maker knows only the namespace's number of the child, and of a vfork it comes too late:
 * there only the child's side counts.
 */
final class CloneHandler implements EventHandler {
    private static final long STALE_NANOS = 2_000_000_000L;
    private static final int PID = Positions.CLONE_X.PID;
    private static final int PTID = Positions.CLONE_X.PTID;
    private static final int FLAGS = Positions.CLONE_X.FLAGS;
    private static final int VTID = Positions.CLONE_X.VTID;
    private static final int VPID = Positions.CLONE_X.VPID;
    private static final int NAMESPACE_START = Positions.CLONE_X.PIDNS_INIT_START_TS;

    private static final int MAX_ANNOUNCED = 1024;

    private final EventLookup lookup;
    /** Who made the children with CLONE_PARENT that have not spoken yet, the oldest forgotten first. */
    private final Map<Long, Long> siblingMakers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MAX_ANNOUNCED;
        }
    };

    CloneHandler(EventLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public void handle(EventContext context) {
        long child = context.result();
        if (child == 0) {
            childSide(context);
        } else if (child > 0) {
            makerSide(context, child);
        }
    }

    private void makerSide(EventContext context, long childTid) {
        EventView event = context.event();
        ThreadTable threads = context.tables().threads();
        ThreadEntry maker = threads.get(event.tid());
        if (maker.isNone()) {
            context.setThread(ThreadEntry.NONE);
            return;
        }
        boolean valid = !maker.isInvalid();
        if (!valid) {
            long vtid = event.has(VPID) ? event.signed(VTID) : event.tid();
            long vpid = event.has(VPID) ? event.signed(VPID) : -1;
            maker.setIdentity(maker.identity()
                    .withProcess(event.signed(PID), event.signed(PTID))
                    .withVirtual(vtid, vpid));
            threads.relate(maker);
        }
        context.setThread(maker);
        int flags = (int) event.unsigned(FLAGS);
        if ((flags & ThreadFlags.CLONE_PARENT) != 0 && !context.compatibility().isExact()) {
            announceSibling(context, maker, childTid);
        }
        if (isLeftToChild(event, maker, flags)
                || threads.recentExits().contains(childTid, event.tid(), event.timestamp())) {
            return;
        }
        ThreadEntry existing = threads.find(childTid);
        if (!existing.isNone()) {
            if (existing.has(ThreadFlags.CLONE_INVERTED) || existing.activity().stamp() > event.timestamp()) {
                return;
            }
            threads.remove(childTid);
        }
        ChildBuilder child = new ChildBuilder(context, childTid, flags);
        child.fromMaker(maker, valid);
        if (threads.add(child.entry(), true)) {
            correctDescriptors(context, maker, child.entry());
            if (!existing.isNone()) {
                lookup.find(context);
            }
        }
    }

    /** A child made with CLONE_PARENT takes over from its maker: now, where it spoke first, else when it speaks. In Falco it takes over from its parent. */
    private void announceSibling(EventContext context, ThreadEntry maker, long childTid) {
        ThreadTable threads = context.tables().threads();
        ThreadEntry child = threads.find(childTid);
        if (child.isNone() && maker.tid() == maker.identity().vtid()) {
            siblingMakers.put(childTid, maker.tid());
            return;
        }
        boolean fresh = !child.isNone()
                && child.has(ThreadFlags.CLONE_INVERTED)
                && Math.abs(child.activity().cloneTime() - context.event().timestamp()) < STALE_NANOS;
        ThreadEntry parent = fresh ? threads.find(child.ptid()) : ThreadEntry.NONE;
        if (!parent.isNone()
                && child.isMainThread()
                && maker.tid() == maker.identity().vtid()) {
            new SiblingCorrection(child, parent, maker).apply(context.tables().budget());
        }
    }

    /**
     * What a child took over from a process that was scanned after the clone may hold what was opened in between, or lack what was closed:
     * then the child's own descriptors are looked up, if it still lives.
     */
    private static void correctDescriptors(EventContext context, ThreadEntry source, ThreadEntry child) {
        ThreadEntry main = source.mainThread();
        if (!main.isNone()
                && main.activity().descriptorStamp() > context.event().timestamp()
                && child.isMainThread()) {
            context.tables().lookUpDescriptors(child);
        }
    }

    private static boolean isLeftToChild(EventView event, ThreadEntry maker, int flags) {
        int namespaces = ThreadFlags.CHILD_IN_PID_NAMESPACE | ThreadFlags.CLONE_NEWPID | ThreadFlags.CLONE_PARENT;
        return (flags & (namespaces | ThreadFlags.CLONE_VFORK)) != 0
                || event.tid() != maker.identity().vtid()
                || event.code() == EventCodes.SYSCALL_VFORK_20_X;
    }

    private void childSide(EventContext context) {
        EventView event = context.event();
        ThreadTable threads = context.tables().threads();
        long tid = event.tid();
        ThreadEntry known = context.thread();
        boolean collision = false;
        if (known.activity().stamp() > event.timestamp()) {
            return;
        }
        if (!known.isNone() && known.activity().cloneTime() != 0) {
            long age = event.timestamp() - known.activity().cloneTime();
            if (Long.compareUnsigned(age, STALE_NANOS) < 0) {
                return;
            }
            threads.remove(tid);
            collision = true;
            context.setThread(ThreadEntry.NONE);
        }
        int flags = (int) event.unsigned(FLAGS) | ThreadFlags.CLONE_INVERTED;
        boolean leader = (flags & ThreadFlags.CLONE_THREAD) == 0;
        ThreadEntry source = relative(context, threads, flags);
        if (source.isNone()) {
            context.setThread(ThreadEntry.NONE);
            return;
        }
        boolean valid = !source.isInvalid();
        ChildBuilder child = new ChildBuilder(context, tid, flags);
        child.identify(event.signed(PID), event.signed(PTID));
        if (!valid && !leader) {
            Identity childIdentity = child.entry().identity();
            source.setIdentity(source.identity()
                    .withProcess(childIdentity.pid(), childIdentity.ptid())
                    .withVirtual(childIdentity.vpid(), childIdentity.vpid()));
            threads.relate(source);
        }
        child.fromRelative(source, valid);
        if (!threads.add(child.entry(), true)) {
            context.setThread(ThreadEntry.NONE);
            return;
        }
        correctDescriptors(context, source, child.entry());
        context.setThread(threads.find(tid));
        if (collision) {
            lookup.find(context);
        }
    }

    /** Whom a child that speaks for itself takes over from: a thread from its process, a process from its parent, or from a maker that is its sibling. */
    private ThreadEntry relative(EventContext context, ThreadTable threads, int flags) {
        EventView event = context.event();
        Long maker = siblingMakers.remove(event.tid());
        ThreadEntry sibling =
                maker == null || (flags & ThreadFlags.CLONE_PARENT) == 0 ? ThreadEntry.NONE : threads.find(maker);
        boolean leader = (flags & ThreadFlags.CLONE_THREAD) == 0;
        return leader && !sibling.isNone() ? sibling : threads.get(event.signed(leader ? PTID : PID));
    }

    /** When the PID namespace of a child began: with the machine, or as the child's own event says. */
    static long namespaceStart(EventView event, ThreadEntry child, long bootTime) {
        boolean inside = child.has(ThreadFlags.CHILD_IN_PID_NAMESPACE)
                || child.has(ThreadFlags.CLONE_NEWPID)
                || child.tid() != child.identity().vtid();
        if (!inside) {
            return bootTime;
        }
        return event.has(NAMESPACE_START) ? event.unsigned(NAMESPACE_START) + bootTime : 0;
    }
}
