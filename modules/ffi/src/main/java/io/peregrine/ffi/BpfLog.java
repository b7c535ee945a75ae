package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What libbpf said last to a thread, up to 64 KiB. libbpf has one place for messages in a process and calls it in the thread that it works for,
 * so this is the one piece of shared state here; it keeps text for the messages of failures, and whether anybody listens.
 */
final class BpfLog {
    private static final int LIMIT = 65_536;
    private static final ThreadLocal<StringBuilder> TEXT = ThreadLocal.withInitial(StringBuilder::new);

    private static final AtomicBoolean LISTENING = new AtomicBoolean();

    private BpfLog() {}

    /** Keeps libbpf from writing to the process's standard error. It says nothing at all until {@link #listen} is called. */
    static void begin() {
        if (!LISTENING.get()) {
            Libbpf.SET_PRINT.call(MemorySegment.NULL);
        }
    }

    /**
     * Takes the messages of libbpf from now on. It has thousands for an object, most of them details, and calls for each of them.
     *
     * @return whether nobody did so before
     */
    static boolean listen() {
        if (!LISTENING.compareAndSet(false, true)) {
            return false;
        }
        try {
            MethodHandle receiver = MethodHandles.lookup()
                    .findStatic(
                            BpfLog.class,
                            "receive",
                            MethodType.methodType(int.class, int.class, MemorySegment.class, MemorySegment.class));
            FunctionDescriptor type = FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
            Libbpf.SET_PRINT.call(Linker.nativeLinker().upcallStub(receiver, type, Arena.global()));
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called by libbpf: a level, a format and the arguments as a va_list. */
    private static int receive(int level, MemorySegment format, MemorySegment arguments) {
        boolean detail = level > 1;
        if (detail) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(LIMIT);
            Libc.VSNPRINTF.call(buffer, (long) LIMIT, format, arguments);
            append(buffer.getString(0));
        }
        return 0;
    }

    private static void append(String message) {
        StringBuilder text = TEXT.get();
        text.append(message);
        if (text.length() > LIMIT) {
            text.delete(0, text.length() - LIMIT);
        }
    }

    /** The messages to this thread since its last call. */
    static String take() {
        String text = TEXT.get().toString();
        TEXT.remove();
        return text;
    }
}
