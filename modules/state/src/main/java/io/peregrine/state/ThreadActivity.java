package io.peregrine.state;

/** What a thread did last and when: numbers that change in place. All times are nanoseconds since the epoch, 0 for never. */
public final class ThreadActivity {
    private long lastDescriptor;
    private long lastAccess;
    private long cloneTime;
    private long lastExecTime;
    private long pidNamespaceStart;
    private long descriptorLimit = -1;
    private long reaper = -1;
    private long stamp;
    private long descriptorStamp;
    private int lastEnterCode = -2;

    ThreadActivity() {}

    /** The number of the descriptor that the thread's last event was about, -1 for none. */
    public long lastDescriptor() {
        return lastDescriptor;
    }

    /** When the entry was last looked up for an event. */
    public long lastAccess() {
        return lastAccess;
    }

    /** When the thread was cloned. */
    public long cloneTime() {
        return cloneTime;
    }

    /** When the process last executed a program. */
    public long lastExecTime() {
        return lastExecTime;
    }

    /** When the PID namespace of the thread began. */
    public long pidNamespaceStart() {
        return pidNamespaceStart;
    }

    /** The most descriptors that the process may have open, -1 when unknown. */
    public long descriptorLimit() {
        return descriptorLimit;
    }

    /** The thread that takes over the children of this one, -1 when unknown. */
    public long reaper() {
        return reaper;
    }

    /** The descriptor of the last event about one. */
    public void setLastDescriptor(long number) {
        lastDescriptor = number;
    }

    /** The time of the last event, in nanoseconds since the epoch. */
    public void setLastAccess(long time) {
        lastAccess = time;
    }

    /** The time of the start, in nanoseconds since the epoch. */
    public void setCloneTime(long time) {
        cloneTime = time;
    }

    /** The time of the last exec, in nanoseconds since the epoch. */
    public void setLastExecTime(long time) {
        lastExecTime = time;
    }

    /** The time at which the PID namespace began, in nanoseconds since the epoch. */
    public void setPidNamespaceStart(long time) {
        pidNamespaceStart = time;
    }

    /** The limit on open descriptors. */
    public void setDescriptorLimit(long limit) {
        descriptorLimit = limit;
    }

    /** What events from before this time say of the thread is known already from a scan; 0 for a thread that events announced. */
    public long stamp() {
        return stamp;
    }

    /** A moment before a scan looked at the thread, in nanoseconds since the epoch. */
    public void setStamp(long time) {
        stamp = time;
    }

    /** When a scan last looked at the descriptors of the thread's process; they may be newer than what events from before then say. */
    public long descriptorStamp() {
        return descriptorStamp;
    }

    /** A moment before a scan looked at the descriptors, in nanoseconds since the epoch. */
    public void setDescriptorStamp(long time) {
        descriptorStamp = time;
    }

    /** The code of the last enter event, -2 for none. */
    public int lastEnterCode() {
        return lastEnterCode;
    }

    /** The code of the enter event whose exit has not come. */
    public void setLastEnterCode(int code) {
        lastEnterCode = code;
    }

    /** The thread to which the children go, as the kernel said. */
    public void setReaper(long tid) {
        reaper = tid;
    }
}
