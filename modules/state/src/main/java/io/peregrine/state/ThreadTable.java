package io.peregrine.state;

import io.peregrine.event.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * The threads of a machine by tid, with their groups and families. Owned by the thread of the source.
 *
 * <p>The end of a thread removes its entry only when nothing needs it any more: a main thread stays, marked dead, until the last thread of
 * its group has gone.
 */
public final class ThreadTable {
    private static final ByteString NOT_AVAILABLE = ByteString.of("<NA>");
    private static final Program PLACEHOLDER = new Program(
            NOT_AVAILABLE, NOT_AVAILABLE, ByteString.EMPTY, StringBlock.EMPTY, ByteString.EMPTY, Executable.NONE);

    private final ThreadMap threads = new ThreadMap();
    private final Map<Long, ThreadGroup> groups = new HashMap<>();
    private final StateTables tables;
    private final StateSettings settings;
    private final StateCounters counters;
    private final MemoryBudget budget;
    private final LongPredicate lookUp;
    private final RecentExits recentExits = new RecentExits();
    private final ThreadSlots slots = new ThreadSlots(ThreadAccess.ofThreads());
    private final TableHistory history = new TableHistory();
    private ThreadEntry last = ThreadEntry.NONE;
    private long now;
    private Consumer<ThreadEntry> entered = thread -> {};

    /** An empty table; the predicate looks a thread up in the system, adds it here and says whether it was found. */
    ThreadTable(StateTables tables, StateCounters counters, MemoryBudget budget, LongPredicate lookUp) {
        this.tables = tables;
        this.settings = tables.settings();
        this.counters = counters;
        this.budget = budget;
        this.lookUp = lookUp;
    }

    /** The number of entries, dead and placeholder ones included. */
    public int size() {
        return threads.size();
    }

    /** The run-time fields of threads. */
    public ThreadSlots slots() {
        return slots;
    }

    /** The thread with this tid, {@link ThreadEntry#NONE} when the table does not have it. */
    public ThreadEntry find(long tid) {
        ThreadEntry cached = last;
        if (tid >= 0 && cached.tid() == tid && !cached.isRemoved()) {
            counters.cachedThreadLookups++;
            return cached;
        }
        ThreadEntry thread = threads.get(tid);
        if (thread.isNone()) {
            counters.failedThreadLookups++;
        } else {
            counters.noncachedThreadLookups++;
        }
        return thread;
    }

    /** The parent of a thread, {@link ThreadEntry#NONE} when the table does not have it. */
    public ThreadEntry parentOf(ThreadEntry thread) {
        return find(thread.ptid());
    }

    /**
     * The main thread of the process that is so many generations above a thread's own: 0 for its own, 1 for the parent.
     *
     * @return {@link ThreadEntry#NONE} past the top
     */
    public ThreadEntry ancestor(ThreadEntry thread, int generations) {
        ThreadEntry main = thread.mainThread();
        for (int i = 0; i < generations && !main.isNone(); i++) {
            main = find(main.ptid()).mainThread();
        }
        return main;
    }

    /** Visits a copy of all threads, in no particular order. */
    public void forEach(Consumer<ThreadEntry> visitor) {
        for (ThreadEntry thread : threads.toArray()) {
            visitor.accept(thread);
        }
    }

    /** The thread of an event, remembered as the one of the next event too; {@link ThreadEntry#NONE} when the table does not have it. */
    public ThreadEntry findForEvent(long tid) {
        ThreadEntry thread = find(tid);
        if (!thread.isNone()) {
            last = thread;
            thread.activity().setLastAccess(now);
        }
        return thread;
    }

    /**
     * The thread with this tid, looked up in the system when the table does not have it; where that fails too a placeholder is added, so
     * that the look-up stays the only one.
     *
     * @return {@link ThreadEntry#NONE} when the table is full
     */
    public ThreadEntry get(long tid) {
        ThreadEntry thread = find(tid);
        if (!thread.isNone() || isFull(tid)) {
            return thread;
        }
        if (!lookUp.test(tid)) {
            ThreadEntry placeholder = newEntry(tid);
            placeholder.setProgram(PLACEHOLDER);
            add(placeholder, true);
        }
        return find(tid);
    }

    /** As {@link #get}, for the thread of an event. */
    public ThreadEntry getForEvent(long tid) {
        ThreadEntry thread = get(tid);
        if (!thread.isNone()) {
            last = thread;
            thread.activity().setLastAccess(now);
        }
        return thread;
    }

    /** An entry that is not yet in the table. */
    public ThreadEntry newEntry(long tid) {
        ThreadEntry thread = new ThreadEntry(tid);
        thread.attach(tables);
        return thread;
    }

    /** The entry with this tid, if there is one, is about to be replaced by another. */
    void replaced(long tid) {
        if (last.tid() == tid) {
            last = ThreadEntry.NONE;
        }
    }

    /**
     * Adds a thread, in place of one with the same tid.
     *
     * @param thread the entry
     * @param related whether its group and parent are to be found now; else {@link #relate} does it
     * @return false when the table is full: the thread is not stored, and counted
     */
    public boolean add(ThreadEntry thread, boolean related) {
        if (isFull(thread.pid())) {
            counters.dropsFullThreadTable++;
            thread.ownDescriptors().release(budget);
            return false;
        }
        if (related) {
            relate(thread);
        }
        counters.addedThreads++;
        thread.startCharging(budget);
        forget(threads.put(thread));
        thread.joinHistory(history);
        entered.accept(thread);
        return true;
    }

    /** Has something done with each thread that enters. */
    void whenEntered(Consumer<ThreadEntry> action) {
        entered = action;
    }

    private boolean isFull(long pid) {
        boolean full = threads.size() >= settings.threadTableSize() || budget.isSpent();
        return full && pid != settings.ownPid();
    }

    /** Finds a thread's group and parent; nothing happens to a placeholder, nor to a thread that has a group. */
    public void relate(ThreadEntry thread) {
        if (thread.isInvalid() || !thread.kinship.group().isNone()) {
            return;
        }
        ThreadGroup group = groups.get(thread.pid());
        if (group == null) {
            boolean reaper = thread.pid() == 1 || thread.identity().vpid() == 1;
            group = ThreadGroup.of(thread.pid(), reaper, thread);
            groups.put(thread.pid(), group);
        } else {
            group.add(thread);
        }
        thread.kinship.setGroup(group);
        if (thread.pid() == 1) {
            return;
        }
        ThreadEntry parent = find(thread.ptid());
        if (parent.isNone() || parent.isInvalid()) {
            thread.setIdentity(thread.identity().withParent(0));
        } else {
            adopt(parent, thread);
        }
    }

    private static void adopt(ThreadEntry parent, ThreadEntry child) {
        parent.kinship.addChild(child);
        if (child.ptid() != parent.tid()) {
            child.setIdentity(child.identity().withParent(parent.tid()));
        }
    }

    /** Takes a thread out, as if its end had just been seen: children go to a reaper, a main thread stays while others live. */
    public void remove(long tid) {
        ThreadEntry thread = threads.get(tid);
        if (thread.isNone()) {
            counters.failedThreadLookups++;
            return;
        }
        last = ThreadEntry.NONE;
        ThreadGroup group = thread.kinship.group();
        if (thread.isInvalid() || group.isNone()) {
            childGone(thread.ptid());
            forget(threads.remove(tid));
            return;
        }
        if (!thread.isDead()) {
            group.threadDied();
            thread.addFlags(ThreadFlags.CLOSED);
        }
        if (!thread.kinship.children().isEmpty()) {
            giveChildrenAway(thread);
        }
        if (group.aliveCount() == 0) {
            childGone(thread.ptid());
            groups.remove(thread.pid());
            forget(threads.remove(thread.pid()));
        }
        if (!thread.isMainThread()) {
            childGone(thread.ptid());
            forget(threads.remove(tid));
        }
        counters.removedThreads++;
    }

    /** Ends the life of an entry that has left the map. */
    private void forget(ThreadEntry thread) {
        if (!thread.isNone()) {
            thread.markRemoved(budget);
        }
    }

    private void childGone(long ptid) {
        ThreadEntry parent = find(ptid);
        if (!parent.isNone()) {
            parent.kinship.childRemoved();
        }
    }

    private void giveChildrenAway(ThreadEntry thread) {
        ThreadEntry reaper = ThreadEntry.NONE;
        if (thread.activity().reaper() > 0) {
            reaper = get(thread.activity().reaper());
        }
        if (reaper.isNone() || reaper.isInvalid() || reaper == thread) {
            reaper = findReaper(thread);
        }
        if (!reaper.isNone()) {
            thread.activity().setReaper(reaper.tid());
            if (reaper.pid() != thread.pid() && !reaper.kinship.group().isNone()) {
                reaper.kinship.group().setReaper(true);
            }
        }
        for (ThreadEntry child : thread.kinship.children()) {
            if (child.isRemoved()) {
                continue;
            }
            if (reaper.isNone()) {
                child.setIdentity(child.identity().withParent(0));
            } else {
                adopt(reaper, child);
            }
        }
        thread.kinship.dropChildren();
    }

    /** Who takes the children of a thread over: another thread of its group, else the nearest ancestor that is a reaper. */
    private ThreadEntry findReaper(ThreadEntry thread) {
        ThreadEntry sibling = firstAlive(thread.kinship.group(), thread);
        if (!sibling.isNone()) {
            return sibling;
        }
        ThreadEntry ancestor = find(thread.ptid());
        int steps = 0;
        while (!ancestor.isNone() && ancestor != thread && steps++ <= threads.size()) {
            if (ancestor.isInPidNamespace() != thread.isInPidNamespace()) {
                return ThreadEntry.NONE;
            }
            if (ancestor.kinship.group().isReaper()) {
                ThreadEntry alive = firstAlive(ancestor.kinship.group(), ThreadEntry.NONE);
                if (!alive.isNone()) {
                    return alive;
                }
            }
            ancestor = find(ancestor.ptid());
        }
        return ThreadEntry.NONE;
    }

    private static ThreadEntry firstAlive(ThreadGroup group, ThreadEntry except) {
        if (group.aliveCount() > 0) {
            for (ThreadEntry thread : group.threads()) {
                if (!thread.isRemoved() && !thread.isDead() && thread != except) {
                    return thread;
                }
            }
        }
        return ThreadEntry.NONE;
    }

    /** Forgets all threads. */
    void clear() {
        forEach(thread -> thread.markRemoved(budget));
        threads.clear();
        groups.clear();
        recentExits.clear();
        last = ThreadEntry.NONE;
    }

    /** Makes another thread the parent of one, whose parent's end was missed; false when that is not known. */
    public boolean changeParent(ThreadEntry child, long ptid) {
        ThreadEntry parent = find(ptid);
        if (child.isInvalid() || parent.isNone() || parent.isInvalid() || parent == child) {
            return false;
        }
        ThreadEntry before = find(child.ptid());
        if (!before.isNone()) {
            before.kinship.giveUp(child);
        }
        adopt(parent, child);
        return true;
    }

    /** Finds the groups and parents of all threads, after all have been added without. */
    public void relateAll() {
        forEach(this::relate);
    }

    /** The group of a process, {@link ThreadGroup#NONE} when the table has none of its threads. */
    ThreadGroup group(long pid) {
        return groups.getOrDefault(pid, ThreadGroup.NONE);
    }

    /** The entries of all threads, in no particular order; allocates. */
    public ThreadEntry[] toArray() {
        return threads.toArray();
    }

    /** What the entries were before they changed. */
    public TableHistory history() {
        return history;
    }

    /** Threads whose end was seen a moment ago. */
    public RecentExits recentExits() {
        return recentExits;
    }

    MemoryBudget budget() {
        return budget;
    }

    StateCounters counters() {
        return counters;
    }

    /** The time that lookups for events are stamped with. */
    public void setNow(long time) {
        now = time;
    }
}
