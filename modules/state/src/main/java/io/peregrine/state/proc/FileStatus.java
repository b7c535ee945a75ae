package io.peregrine.state.proc;

/**
 * What stat(2) says of a file.
 *
 * @param mode type and permissions
 * @param inode the inode number
 * @param device the device's number as programs see it
 * @param uid the owner
 * @param gid the owning group
 * @param changed the last status change in nanoseconds since the epoch
 * @param modified the last modification in nanoseconds since the epoch
 */
public record FileStatus(int mode, long inode, long device, int uid, int gid, long changed, long modified) {
    private static final int TYPE = 0xf000;
    private static final int FIFO = 0x1000;
    private static final int DIRECTORY = 0x4000;
    private static final int GROUP_WRITE = 0x10;
    private static final int OTHER_WRITE = 0x2;

    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    boolean isFifo() {
        return (mode & TYPE) == FIFO;
    }

    /** Whether a user of a group may write: root, the owner (who can change the mode), and whom the mode lets. */
    boolean isWritable(int byUid, int byGid) {
        return byUid == 0 || byUid == uid || (byGid == gid && (mode & GROUP_WRITE) != 0) || (mode & OTHER_WRITE) != 0;
    }

    /** The device as the kernel encodes it for programs: the minor's low byte, twelve bits of the major, the rest of the minor. */
    int encodedDevice() {
        long major = (device >>> 8 & 0xfff) | (device >>> 32 & 0xfffff000L);
        long minor = (device & 0xff) | (device >>> 12 & 0xffffff00L);
        return (int) ((minor & 0xff) | major << 8 | (minor & ~0xffL) << 12);
    }
}
