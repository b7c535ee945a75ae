package io.peregrine.state;

/**
 * Facts of an executable file, as execve reports them.
 *
 * @param flags bits {@link #WRITABLE}, {@link #UPPER_LAYER}, {@link #FROM_MEMFD}, {@link #LOWER_LAYER}
 * @param inode the inode number
 * @param changeTime the inode's last status change in nanoseconds since the epoch
 * @param modificationTime its last modification in nanoseconds since the epoch
 * @param changeToClone nanoseconds from the status change to the clone of the process, 0 when unknown
 * @param pidNamespaceToChange nanoseconds from the start of the PID namespace to the status change, 0 when it did not follow
 */
public record Executable(
        int flags, long inode, long changeTime, long modificationTime, long changeToClone, long pidNamespaceToChange) {
    /** The process may write to the file. */
    public static final int WRITABLE = 1;
    /** The file is in the upper layer of an overlay file system. */
    public static final int UPPER_LAYER = 1 << 1;
    /** The file is memory behind a memfd. */
    public static final int FROM_MEMFD = 1 << 2;
    /** The file is in a lower layer of an overlay file system. */
    public static final int LOWER_LAYER = 1 << 3;

    /** No facts. */
    public static final Executable NONE = new Executable(0, 0, 0, 0, 0, 0);

    /** Whether a flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The same without its relation to a PID namespace, which a child does not take over. */
    public Executable withoutNamespace() {
        return pidNamespaceToChange == 0
                ? this
                : new Executable(flags, inode, changeTime, modificationTime, changeToClone, 0);
    }
}
