package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One pass of an iterator program over the kernel's tasks or their open files. What the program writes is read here; the kernel runs it
 * while it is read. Owned by one thread.
 */
public final class BpfIterator implements AutoCloseable {
    /** The room that the kernel has for what the program writes before a reader takes it. */
    public static final int BUFFER_BYTES = 32 << 10;

    /** {@code struct bpf_iter_attach_opts}: its size, a pointer to what follows, the length of that. */
    private static final long OPTIONS_BYTES = 24;

    /** The task members of {@code union bpf_iter_link_info}: thread, process, descriptor of a process. */
    private static final long SCOPE_BYTES = 12;

    private final MemorySegment link;
    private final int descriptor;
    private boolean open = true;

    private BpfIterator(MemorySegment link, int descriptor) {
        this.link = link;
        this.descriptor = descriptor;
    }

    /**
     * What is iterated over; all tasks when both are 0. A narrower scope needs Linux 6.1.
     *
     * @param thread this thread alone
     * @param process the threads of this process alone
     */
    public record Scope(int thread, int process) {
        /** All tasks of the PID namespace. */
        public static final Scope ALL = new Scope(0, 0);

        /** One thread. */
        public static Scope ofThread(long tid) {
            return new Scope((int) tid, 0);
        }

        /** All threads of a process. */
        public static Scope ofProcess(long pid) {
            return new Scope(0, (int) pid);
        }
    }

    static BpfIterator start(MemorySegment program, Scope scope) throws NativeException {
        MemorySegment link = attach(program, scope);
        int created =
                Libbpf.ITERATOR_CREATE.call(Libbpf.LINK_FD.call(link).asInt()).asInt();
        if (created < 0) {
            Libbpf.LINK_DESTROY.call(link);
            throw new NativeException("cannot start an iteration in the kernel: " + Errno.text(-created), -created);
        }
        return new BpfIterator(link, created);
    }

    private static MemorySegment attach(MemorySegment program, Scope scope) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment options = MemorySegment.NULL;
            if (!scope.equals(Scope.ALL)) {
                MemorySegment info = arena.allocate(SCOPE_BYTES, 8);
                info.set(ValueLayout.JAVA_INT, 0, scope.thread());
                info.set(ValueLayout.JAVA_INT, 4, scope.process());
                options = arena.allocate(OPTIONS_BYTES, 8);
                options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
                options.set(ValueLayout.ADDRESS, 8, info);
                options.set(ValueLayout.JAVA_INT, 16, (int) SCOPE_BYTES);
            }
            NativeFunction.Result result = Libbpf.PROGRAM_ATTACH_ITERATOR.call(program, options);
            if (result.asPointer().address() == 0) {
                throw new NativeException("cannot attach an iterator: " + Errno.text(result.errno()), result.errno());
            }
            return result.asPointer();
        }
    }

    /**
     * Reads what the program wrote next, whole writes of it.
     *
     * @param buffer where it goes, at least {@link #BUFFER_BYTES}
     * @return how many bytes, 0 at the end
     * @throws NativeException when the kernel fails
     */
    public int read(MemorySegment buffer) throws NativeException {
        while (true) {
            NativeFunction.Result result = Libc.READ.call(descriptor, buffer, buffer.byteSize());
            if (result.asLong() >= 0) {
                return (int) result.asLong();
            }
            if (result.errno() != Errno.EAGAIN && result.errno() != Errno.EINTR) {
                throw new NativeException(
                        "an iteration in the kernel failed: " + Errno.text(result.errno()), result.errno());
            }
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Libc.close(descriptor);
            Libbpf.LINK_DESTROY.call(link);
        }
    }
}
