package io.peregrine.probe;

/** Which events of a call are left out in the kernel, in the order of the bits of {@code enum left_out_kind} in {@code filter.h}. */
public enum LeftOut {
    /** Those of calls that failed; an error {@code EINPROGRESS} is none. */
    FAILED,
    /** Those of calls that failed on a path that an {@link KernelFilterTerms} does not want. */
    FAILED_ELSEWHERE,
    /** Those of calls on a path that an {@link KernelFilterTerms} does not want, whatever the result. */
    ELSEWHERE,
    /** Those of calls whose arguments say that they change nothing that the tables hold, such as {@code fcntl} that asks for a flag. */
    WITHOUT_EFFECT,
    /**
     * Those of calls that open a path that an {@link KernelFilterTerms} does not want, and of the closes behind them, until another event of the process is
     * delivered or its descriptors are copied: what is still true then is delivered before, an open as openat. Only for processes of one thread.
     */
    UNTIL_NEEDED,
    /** The same of calls that open to read alone, without {@code O_CREAT}, {@code O_TRUNC} and {@code O_DIRECTORY}; for their closes {@link #UNTIL_NEEDED} says it. */
    READING_UNTIL_NEEDED,
    /** The same of calls that make a socket of a family that an {@link KernelFilterTerms} does not want; for its close {@link #UNTIL_NEEDED} says it. */
    FAMILY_UNTIL_NEEDED,
    /** Those of calls that connect a local socket that is left out until it is needed to a path, and fail. */
    FAILED_ON_UNTOLD;

    /** The kind as a bit. */
    int bit() {
        return 1 << ordinal();
    }
}
