package io.peregrine.state;

/** The memory figures of a thread, overwritten in place by each event that brings newer ones. */
public final class MemoryCounters {
    private final Changing owner;
    private long virtualKilobytes;
    private long residentKilobytes;
    private long swappedKilobytes;
    private long majorFaults;
    private long minorFaults;

    MemoryCounters(Changing owner) {
        this.owner = owner;
    }

    /** The size of the address space in KB. */
    public long virtualKilobytes() {
        return virtualKilobytes;
    }

    /** Resident memory in KB. */
    public long residentKilobytes() {
        return residentKilobytes;
    }

    /** Swapped-out memory in KB. */
    public long swappedKilobytes() {
        return swappedKilobytes;
    }

    /** Page faults that read from a disk, since the start. */
    public long majorFaults() {
        return majorFaults;
    }

    /** Page faults that did not, since the start. */
    public long minorFaults() {
        return minorFaults;
    }

    /** The sizes of an exec or a clone, in kilobytes. */
    public void setSizes(long virtual, long resident, long swapped) {
        owner.beforeChange();
        virtualKilobytes = virtual;
        residentKilobytes = resident;
        swappedKilobytes = swapped;
    }

    /** The virtual size, in kilobytes. */
    public void setVirtual(long virtual) {
        owner.beforeChange();
        virtualKilobytes = virtual;
    }

    /** The resident and the swapped size, in kilobytes. */
    public void setResident(long resident, long swapped) {
        owner.beforeChange();
        residentKilobytes = resident;
        swappedKilobytes = swapped;
    }

    /** The page faults since the start. */
    public void setFaults(long major, long minor) {
        owner.beforeChange();
        majorFaults = major;
        minorFaults = minor;
    }
}
