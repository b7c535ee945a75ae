package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** A file system of the kernel's own that is mounted nowhere: only this process sees it, as long as it is open. Needs Linux 5.2 and CAP_SYS_ADMIN. */
public final class DetachedMount implements AutoCloseable {
    /** Numbers of system calls, the same on all processors. */
    private static final int FSOPEN = 430;

    private static final int FSCONFIG = 431;
    private static final int FSMOUNT = 432;

    private static final int CLOSE_ON_EXEC = 1;
    private static final int CREATE = 6;
    private static final int READ_ONLY = 1;

    private final int descriptor;

    private DetachedMount(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Makes one.
     *
     * @param type the file system's type, such as {@code tracefs}
     * @throws NativeException when the kernel refuses or has none of this type
     */
    public static DetachedMount of(String type) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            int context = call(type, Libc.SYSCALL.call(FSOPEN, arena.allocateFrom(type), CLOSE_ON_EXEC));
            try {
                call(type, Libc.SYSCALL.call(FSCONFIG, context, CREATE, MemorySegment.NULL, MemorySegment.NULL, 0));
                return new DetachedMount(call(type, Libc.SYSCALL.call(FSMOUNT, context, CLOSE_ON_EXEC, READ_ONLY)));
            } finally {
                Libc.close(context);
            }
        }
    }

    private static int call(String type, NativeFunction.Result result) throws NativeException {
        if (result.asLong() < 0) {
            throw new NativeException(
                    "the kernel gives no " + type + ": " + Errno.text(result.errno()), result.errno());
        }
        return result.asInt();
    }

    /** Its root, for this process alone. */
    public Path root() {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
