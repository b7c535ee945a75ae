package io.peregrine.ffi;

/** Error numbers of Linux that callers tell apart, and the system's words for all. */
public final class Errno {
    /** Operation not permitted. */
    public static final int EPERM = 1;

    /** No such file or directory, or no such entry. */
    public static final int ENOENT = 2;

    /** No such process. */
    public static final int ESRCH = 3;

    /** Interrupted by a signal. */
    public static final int EINTR = 4;

    /** Too much for one answer. */
    public static final int E2BIG = 7;

    /** Try again: it would have had to wait. */
    public static final int EAGAIN = 11;

    /** Out of memory. */
    public static final int ENOMEM = 12;

    /** Permission denied. */
    public static final int EACCES = 13;

    /** No such device. */
    static final int ENODEV = 19;

    /** Invalid argument. */
    public static final int EINVAL = 22;

    private Errno() {}

    /** What the system says of an error number, in its own words. */
    public static String text(int errno) {
        return Libc.errorText(errno);
    }
}
