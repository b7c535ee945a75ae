package io.peregrine.ffi;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** An eBPF program of a {@link BpfObject}, and valid as long as that is open. */
public final class BpfProgram {
    private final MemorySegment program;
    private final String name;

    BpfProgram(MemorySegment program) {
        this.program = program;
        this.name = string(Libbpf.PROGRAM_NAME.call(program).asPointer());
    }

    private static String string(MemorySegment text) {
        return text.reinterpret(4096).getString(0);
    }

    /** The name of the C function. */
    public String name() {
        return name;
    }

    /** The ELF section, which says what the program attaches to, such as {@code tp_btf/sys_exit}. */
    public String section() {
        return string(Libbpf.PROGRAM_SECTION.call(program).asPointer());
    }

    /** Before loading: whether the program is loaded at all. */
    public void setAutoload(boolean autoload) {
        Libbpf.PROGRAM_SET_AUTOLOAD.call(program, autoload);
    }

    /** After loading: its descriptor, negative when it was not loaded. */
    public int fd() {
        return Libbpf.PROGRAM_FD.call(program).asInt();
    }

    /**
     * How often the program ran and how long, since it was loaded; empty when the kernel does not say. The kernel counts only while the setting
     * {@code kernel.bpf_stats_enabled} is 1. For any thread while the object is open.
     */
    public Optional<ProgramRuns> runs() {
        return ProgramRuns.of(fd());
    }

    /**
     * Attaches the program to what its section names.
     *
     * @throws NativeException when the kernel refuses
     */
    public BpfLink attach() throws NativeException {
        NativeFunction.Result result = Libbpf.PROGRAM_ATTACH.call(program);
        MemorySegment link = result.asPointer();
        if (link.address() == 0) {
            throw new NativeException(
                    "cannot attach the probe to " + section() + ": " + Errno.text(result.errno()), result.errno());
        }
        return new BpfLink(link);
    }

    /**
     * Attaches the program to a tracepoint by its number, on all processors.
     *
     * @throws NativeException when the kernel refuses
     */
    public BpfLink attach(int tracepoint) throws NativeException {
        int event = PerfEvent.open(tracepoint);
        NativeFunction.Result result = Libbpf.PROGRAM_ATTACH_PERF_EVENT.call(program, event);
        MemorySegment link = result.asPointer();
        if (link.address() == 0) {
            Libc.close(event);
            throw new NativeException(
                    "cannot attach the probe to " + section() + ": " + Errno.text(result.errno()), result.errno());
        }
        return new BpfLink(link);
    }

    /**
     * Starts an iteration of a program whose section is {@code iter/task}, {@code iter.s/task} or {@code iter/task_file}.
     *
     * @param scope what is iterated over
     * @throws NativeException when the kernel refuses: {@code ESRCH} for a task that is not there
     */
    public BpfIterator iterate(BpfIterator.Scope scope) throws NativeException {
        return BpfIterator.start(program, scope);
    }
}
