package io.peregrine.ffi;

import java.lang.foreign.MemorySegment;

/**
 * A shared mapping of a descriptor's pages. Any thread may use the memory until {@link #close}; after that an access kills the process, so
 * the owner closes only when nobody reads any more.
 */
public final class MappedMemory implements AutoCloseable {
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_NORESERVE = 0x4000;

    private final MemorySegment memory;
    private boolean open = true;

    private MappedMemory(MemorySegment memory) {
        this.memory = memory;
    }

    /** How a mapping may be used. */
    public enum Access {
        /** Reading only. */
        READ,
        /** Reading and writing; writes reach the other side. */
        WRITE
    }

    /**
     * Maps pages.
     *
     * @param descriptor what is mapped
     * @param offset where to begin, a multiple of the page size
     * @param length bytes
     * @param access reading or writing
     * @throws NativeException when the kernel refuses
     */
    public static MappedMemory map(int descriptor, long offset, long length, Access access) throws NativeException {
        int protection = access == Access.WRITE ? PROT_READ | PROT_WRITE : PROT_READ;
        return new MappedMemory(map(descriptor, offset, length, protection, MAP_SHARED));
    }

    /** Maps pages of zeros that are this process' alone, and of which nothing is promised before they are used. */
    static MappedMemory ofZeros(long length) throws NativeException {
        int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
        return new MappedMemory(map(-1, 0, length, PROT_READ | PROT_WRITE, flags));
    }

    private static MemorySegment map(int descriptor, long offset, long length, int protection, int flags)
            throws NativeException {
        NativeFunction.Result result =
                Libc.MMAP.call(MemorySegment.NULL, length, protection, flags, descriptor, offset);
        if (result.asPointer().address() == -1) {
            throw new NativeException(
                    "cannot map " + length + " bytes of memory: " + Errno.text(result.errno()), result.errno());
        }
        return result.asPointer().reinterpret(length);
    }

    /** The memory; its bounds are checked, its lifetime is not. */
    public MemorySegment memory() {
        return memory;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Libc.MUNMAP.call(memory, memory.byteSize());
        }
    }
}
