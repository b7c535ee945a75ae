package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What {@code perf_event_open} opens for a tracepoint by its number: a place that a program is attached to, on all processors. */
final class PerfEvent {
    /** The first published size of {@code struct perf_event_attr}: type, size and number are all that is set of it. */
    private static final int ATTRIBUTES = 64;

    private static final int TRACEPOINT = 2;
    private static final int NUMBER = 8;
    private static final int ALL_PROCESSES = -1;
    private static final int NO_GROUP = -1;
    private static final long CLOSE_ON_EXEC = 8;

    private PerfEvent() {}

    /** Its descriptor. An event belongs to one processor, the first that runs, and a program that is attached to it runs on all. */
    static int open(int tracepoint) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES, Long.BYTES);
            attributes.set(ValueLayout.JAVA_INT, 0, TRACEPOINT);
            attributes.set(ValueLayout.JAVA_INT, Integer.BYTES, ATTRIBUTES);
            attributes.set(ValueLayout.JAVA_LONG, NUMBER, tracepoint);
            for (int processor = 0; ; processor++) {
                NativeFunction.Result result =
                        Libc.SYSCALL.call(number(), attributes, ALL_PROCESSES, processor, NO_GROUP, CLOSE_ON_EXEC);
                if (result.asLong() >= 0) {
                    return result.asInt();
                }
                if (result.errno() != Errno.ENODEV || processor >= SystemCalls.configuredProcessors()) {
                    throw new NativeException(
                            "the kernel gives no event for tracepoint " + tracepoint + ": "
                                    + Errno.text(result.errno()),
                            result.errno());
                }
            }
        }
    }

    /** The call's number on this machine. */
    private static int number() {
        return System.getProperty("os.arch").equals("amd64") ? 298 : 241;
    }
}
