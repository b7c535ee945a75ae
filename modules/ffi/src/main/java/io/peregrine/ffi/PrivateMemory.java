package io.peregrine.ffi;

import java.lang.foreign.MemorySegment;

/**
 * Pages of this process alone, which take memory of the machine only from their first use on, and give it back on demand. They count neither
 * towards the heap nor towards the virtual machine's direct memory. Any thread may use them until {@link #close}; after that an access kills the
 * process.
 */
public final class PrivateMemory implements AutoCloseable {
    private static final int PROT_READ_AND_WRITE = 3;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;

    /** The whole length is not held against what the machine may promise. */
    private static final int MAP_NORESERVE = 0x4000;

    private static final int MADV_DONTNEED = 4;

    private final MemorySegment memory;
    private boolean open = true;

    private PrivateMemory(MemorySegment memory) {
        this.memory = memory;
    }

    /**
     * Maps pages of zeros.
     *
     * @param length bytes
     * @throws NativeException when the kernel refuses
     */
    public static PrivateMemory map(long length) throws NativeException {
        NativeFunction.Result result = Libc.MMAP.call(
                MemorySegment.NULL, length, PROT_READ_AND_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0L);
        if (result.asPointer().address() == -1) {
            throw new NativeException(
                    "cannot map " + length + " bytes of memory: " + Errno.text(result.errno()), result.errno());
        }
        return new PrivateMemory(result.asPointer().reinterpret(length));
    }

    /** The memory; its bounds are checked, its lifetime is not. */
    public MemorySegment memory() {
        return memory;
    }

    /** Gives what the pages take back to the machine. They stay usable, and read as zeros. */
    public void forget() {
        Libc.MADVISE.call(memory, memory.byteSize(), MADV_DONTNEED);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Libc.MUNMAP.call(memory, memory.byteSize());
        }
    }
}
