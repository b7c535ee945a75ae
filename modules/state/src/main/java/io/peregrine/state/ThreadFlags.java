package io.peregrine.state;

/**
 * The bits of {@link ThreadEntry#flags()}: how the thread was cloned, as the driver names the clone flags, and marks of our own.
 * Source: the PPM_CL constants of driver/ppm_events_public.h, libs 0.25.2.
 */
public final class ThreadFlags {
    public static final int CLONE_FILES = 1;
    public static final int CLONE_FS = 1 << 1;
    public static final int CLONE_NEWNS = 1 << 5;
    /** The child is the first process of a new PID namespace. */
    public static final int CLONE_NEWPID = 1 << 6;

    public static final int CLONE_PARENT = 1 << 8;
    /** The child is a thread of its maker's group, not a process. */
    public static final int CLONE_THREAD = 1 << 13;
    /** The child's side of the clone was seen before the maker's. */
    public static final int CLONE_INVERTED = 1 << 16;
    /** The name changed since the table was last told. */
    public static final int NAME_CHANGED = 1 << 17;
    /** The thread has ended and its entry only lives on for its group or children. */
    public static final int CLOSED = 1 << 18;
    /** An event of the thread's own has been seen, or the system listed it. */
    public static final int ACTIVE = 1 << 19;

    public static final int PIPE_SOURCE = 1 << 21;
    public static final int PIPE_DESTINATION = 1 << 22;
    public static final int CLONE_VFORK = 1 << 27;
    /** The child lives in a PID namespace other than the first. */
    public static final int CHILD_IN_PID_NAMESPACE = 1 << 29;
    /** The thread leads its group although its tid differs from the pid. */
    public static final int MAIN_THREAD = 1 << 30;

    private ThreadFlags() {}
}
