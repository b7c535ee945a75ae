package io.peregrine.ffi;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/** What the running kernel may lack; found by asking it. */
public enum KernelFeatures {
    /** Memory of a map that belongs to a task (Linux 5.11). */
    TASK_STORAGE(() -> Libbpf.PROBE_MAP_TYPE.call(Numbers.TASK_STORAGE_MAP, MemorySegment.NULL)),
    /** The same for programs at tracepoints that are not of the type tp_btf (Linux 5.13). */
    TASK_STORAGE_AT_TRACEPOINTS(
            () -> Libbpf.PROBE_HELPER.call(Numbers.TRACEPOINT_PROGRAM, Numbers.TASK_STORAGE_GET, MemorySegment.NULL)),
    /** Programs at its functions (Linux 5.5 on x86, 6.0 on 64-bit ARM). Some hypervisors' kernels refuse them. */
    FUNCTION_PROGRAMS(() -> Libbpf.PROBE_PROGRAM_TYPE.call(Numbers.TRACING_PROGRAM, MemorySegment.NULL));

    private final Supplier<NativeFunction.Result> question;

    KernelFeatures(Supplier<NativeFunction.Result> question) {
        this.question = question;
    }

    /** Constants of {@code linux/bpf.h}. */
    private static final class Numbers {
        static final int TASK_STORAGE_MAP = 29;
        static final int TRACEPOINT_PROGRAM = 5;
        static final int TRACING_PROGRAM = 26;
        static final int TASK_STORAGE_GET = 156;
    }

    /**
     * Whether the kernel has it.
     *
     * @throws NativeException when the kernel cannot be asked
     */
    public boolean isThere() throws NativeException {
        BpfLibrary.require();
        int answer = question.get().asInt();
        if (answer < 0) {
            throw new NativeException("cannot ask the kernel what it supports: " + Errno.text(answer), -answer);
        }
        return answer == 1;
    }
}
