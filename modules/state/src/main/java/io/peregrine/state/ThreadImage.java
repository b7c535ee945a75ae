package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * A thread as it was at one moment, with its descriptors: immutable, for any thread to read.
 *
 * @param tid the thread
 * @param parts what rules see of it
 * @param figures its memory figures
 * @param descriptorLimit the most descriptors that it may open
 * @param pidNamespaceStart when its PID namespace began
 * @param flags bits of {@link ThreadFlags}
 * @param descriptors those that hang at this very thread, none for a thread that is not the main one
 */
public record ThreadImage(
        long tid,
        Parts parts,
        Figures figures,
        long descriptorLimit,
        long pidNamespaceStart,
        int flags,
        DescriptorTable descriptors) {
    private static final long OWN_BYTES = 200;
    private static final DescriptorTable NO_DESCRIPTORS = new DescriptorTable();

    /** The immutable records of a thread. */
    public record Parts(Identity identity, Program program, Credentials credentials, Surroundings surroundings) {}

    /** The memory figures: kilobytes and numbers of page faults. */
    public record Figures(long virtual, long resident, long swapped, long majorFaults, long minorFaults) {}

    /**
     * The thread as it is. Another thread than that of the table may ask, and must ask {@link ThreadEntry#changedSince} afterwards: where
     * that answers yes, the image is of no use.
     */
    public static ThreadImage of(ThreadEntry thread) {
        MemoryCounters memory = thread.memory();
        return new ThreadImage(
                thread.tid(),
                new Parts(thread.identity(), thread.program(), thread.credentials(), thread.surroundings()),
                new Figures(
                        memory.virtualKilobytes(),
                        memory.residentKilobytes(),
                        memory.swappedKilobytes(),
                        memory.majorFaults(),
                        memory.minorFaults()),
                thread.activity().descriptorLimit(),
                thread.activity().pidNamespaceStart(),
                thread.flags(),
                thread.isMainThread() ? thread.ownDescriptors().frozen() : NO_DESCRIPTORS);
    }

    /** Whether the thread leads its group. */
    public boolean isMainThread() {
        return tid == parts.identity().pid() || (flags & ThreadFlags.MAIN_THREAD) != 0;
    }

    /** The process. */
    public long pid() {
        return parts.identity().pid();
    }

    /** The working directory that the thread itself holds: that of its group, when it is the main thread. */
    public ByteString ownCwd() {
        return parts.surroundings().cwd();
    }

    /** About the memory that it holds when the thread goes on without it. */
    long weight() {
        return OWN_BYTES + 64L * descriptors.size();
    }
}
