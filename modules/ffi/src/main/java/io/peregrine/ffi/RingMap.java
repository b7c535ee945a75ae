package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A ring buffer map of the kernel that belongs to no object, as the inner map of a map of maps. */
public final class RingMap implements AutoCloseable {
    private static final int RINGBUF = 27;

    private final int descriptor;
    private final int size;

    private RingMap(int descriptor, int size) {
        this.descriptor = descriptor;
        this.size = size;
    }

    /**
     * Creates a ring.
     *
     * @param size bytes for records, a power of two and a multiple of the page size
     * @throws NativeException when the kernel refuses: no permission, or no memory for a ring of this size
     */
    public static RingMap create(int size) throws NativeException {
        BpfLibrary.require();
        try (Arena arena = Arena.ofConfined()) {
            int result = Libbpf.MAP_CREATE
                    .call(RINGBUF, arena.allocateFrom("peregrine_ring"), 0, 0, size, MemorySegment.NULL)
                    .asInt();
            if (result < 0) {
                throw new NativeException(
                        "cannot create a ring of " + size + " bytes in the kernel: " + Errno.text(-result), -result);
            }
            return new RingMap(result, size);
        }
    }

    /** The map's descriptor. */
    public int fd() {
        return descriptor;
    }

    /** The room for records in bytes. */
    public int size() {
        return size;
    }

    @Override
    public void close() {
        Libc.close(descriptor);
    }
}
