package io.peregrine.ffi;

import java.lang.foreign.MemorySegment;

/**
 * Pages of this process alone, which take memory of the machine only from their first use on, and give it back on demand. They count neither
 * towards the heap nor towards the virtual machine's direct memory. Any thread may use them until {@link #close}; after that an access kills the
 * process.
 */
public final class PrivateMemory implements AutoCloseable {
    private static final int MADV_DONTNEED = 4;

    private final MappedMemory pages;

    private PrivateMemory(MappedMemory pages) {
        this.pages = pages;
    }

    /**
     * Maps pages of zeros.
     *
     * @param length bytes
     * @throws NativeException when the kernel refuses
     */
    public static PrivateMemory map(long length) throws NativeException {
        return new PrivateMemory(MappedMemory.ofZeros(length));
    }

    /** The memory; its bounds are checked, its lifetime is not. */
    public MemorySegment memory() {
        return pages.memory();
    }

    /** Gives what the pages take back to the machine. They stay usable, and read as zeros. */
    public void forget() {
        Libc.MADVISE.call(memory(), memory().byteSize(), MADV_DONTNEED);
    }

    @Override
    public void close() {
        pages.close();
    }
}
