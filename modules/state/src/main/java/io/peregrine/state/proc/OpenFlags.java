package io.peregrine.state.proc;

/** The flags of open(2) on x86-64 and arm64, as {@code fdinfo} shows them, in the driver's bits. */
final class OpenFlags {
    private static final int ACCESS = 3;
    private static final int DIRECT = 0x4000;

    /** A kernel's flag and the driver's. */
    private record Pair(int kernel, int driver) {}

    private static final Pair[] PAIRS = {
        new Pair(0x40, 1 << 2), // O_CREAT
        new Pair(0x400, 1 << 3), // O_APPEND
        new Pair(0x1000, 1 << 4), // O_DSYNC
        new Pair(0x80, 1 << 5), // O_EXCL
        new Pair(0x800, 1 << 6), // O_NONBLOCK
        new Pair(0x100000, 1 << 7), // O_SYNC
        new Pair(0x200, 1 << 8), // O_TRUNC
        new Pair(DIRECT, 1 << 9),
        new Pair(0x10000, 1 << 10), // O_DIRECTORY
        new Pair(0x8000, 1 << 11), // O_LARGEFILE
        new Pair(0x80000, 1 << 12), // O_CLOEXEC
        new Pair(0x400000, 1 << 13) // O_TMPFILE
    };

    private OpenFlags() {}

    static int ofKernel(int flags) {
        int result = switch (flags & ACCESS) {
            case 1 -> 2;
            case 2 -> 3;
            default -> 1;
        };
        for (Pair pair : PAIRS) {
            if ((flags & pair.kernel()) != 0) {
                result |= pair.driver();
            }
        }
        return result;
    }
}
