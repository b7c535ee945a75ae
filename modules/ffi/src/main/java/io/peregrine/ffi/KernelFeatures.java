package io.peregrine.ffi;

import java.lang.foreign.MemorySegment;

/** What the running kernel may lack; found by asking it. */
public enum KernelFeatures {
    /** Memory of a map that belongs to a task (Linux 5.11). */
    TASK_STORAGE(29);

    private final int mapType;

    KernelFeatures(int mapType) {
        this.mapType = mapType;
    }

    /**
     * Whether the kernel has it.
     *
     * @throws NativeException when the kernel cannot be asked
     */
    public boolean isThere() throws NativeException {
        BpfLibrary.require();
        int answer = Libbpf.PROBE_MAP_TYPE.call(mapType, MemorySegment.NULL).asInt();
        if (answer < 0) {
            throw new NativeException("cannot ask the kernel what it supports: " + Errno.text(answer), -answer);
        }
        return answer == 1;
    }
}
