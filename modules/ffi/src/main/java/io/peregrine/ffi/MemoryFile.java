package io.peregrine.ffi;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that lies in memory and in no folder, for what takes the path of a file. Gone once it is closed and nobody has it open. Owned by one thread. */
final class MemoryFile implements AutoCloseable {
    private static final int CLOSE_ON_EXEC = 1;

    /** Never to be a program (Linux 6.3); the setting {@code vm.memfd_noexec} can ask for it. */
    private static final int NOT_EXECUTABLE = 8;

    private final int descriptor;
    private boolean open = true;

    private MemoryFile(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Makes one.
     *
     * @param name what it is called in {@code /proc/PID/fd}
     */
    static MemoryFile of(String name, byte[] content) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment called = arena.allocateFrom(name);
            NativeFunction.Result result = Libc.MEMFD_CREATE.call(called, CLOSE_ON_EXEC | NOT_EXECUTABLE);
            if (result.asInt() < 0 && result.errno() == Errno.EINVAL) {
                result = Libc.MEMFD_CREATE.call(called, CLOSE_ON_EXEC);
            }
            if (result.asInt() < 0) {
                throw new NativeException(
                        "cannot make a file in memory: " + Errno.text(result.errno()), result.errno());
            }
            MemoryFile file = new MemoryFile(result.asInt());
            try {
                Files.write(Path.of(file.path()), content);
                return file;
            } catch (IOException e) {
                file.close();
                throw new NativeException("cannot write a file in memory: " + e.getMessage());
            }
        }
    }

    /** Its path for this process. */
    String path() {
        return "/proc/self/fd/" + descriptor;
    }

    /** May be called again. */
    @Override
    public void close() {
        if (open) {
            open = false;
            Libc.close(descriptor);
        }
    }
}
