package io.peregrine.state;

import java.util.ArrayList;
import java.util.List;

/** The place of a thread among others: its group and its children. Kept by {@link ThreadTable} alone. */
public final class Kinship {
    /** Removed children that may stay in the list before it is swept. */
    private static final int SWEEP_THRESHOLD = 10;

    private ThreadGroup group = ThreadGroup.NONE;
    private List<ThreadEntry> children = List.of();
    private long childCount;

    /** The threads of the process. */
    public ThreadGroup group() {
        return group;
    }

    void setGroup(ThreadGroup value) {
        group = value;
    }

    /** The children as they came, removed ones among them. */
    public List<ThreadEntry> children() {
        return children;
    }

    long childCount() {
        return childCount;
    }

    void addChild(ThreadEntry child) {
        if (children.isEmpty()) {
            children = new ArrayList<>(4);
        }
        children.add(child);
        childCount++;
    }

    /** Counts a child less, and sweeps when many have gone. */
    void childRemoved() {
        childCount--;
        if (children.size() - childCount >= SWEEP_THRESHOLD) {
            sweep();
        }
    }

    /** A child has become another's. */
    void giveUp(ThreadEntry child) {
        if (!children.isEmpty() && children.remove(child)) {
            childCount--;
        }
    }

    void sweep() {
        if (!children.isEmpty()) {
            children.removeIf(ThreadEntry::isRemoved);
        }
    }

    void dropChildren() {
        children = List.of();
        childCount = 0;
    }
}
