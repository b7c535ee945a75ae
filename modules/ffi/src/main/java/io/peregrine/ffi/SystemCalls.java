package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Facts that only a system call knows, and system calls made for their effect on an observer. */
public final class SystemCalls {
    private static final int OFFSET_TRIES = 10;
    private static final int SC_PAGE_SIZE = 30;
    private static final int SC_PROCESSORS_CONFIGURED = 83;
    private static final int SC_PROCESSORS_ONLINE = 84;

    private SystemCalls() {}

    /** Clocks of the kernel. */
    public enum Clock {
        /** Wall clock. */
        REALTIME(0),
        /** Since boot, suspended time included. */
        BOOTTIME(7);

        private final int id;

        Clock(int id) {
            this.id = id;
        }
    }

    /** A clock's time in nanoseconds. */
    public static long time(Clock clock) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment spec = arena.allocate(16, 8);
            Libc.CLOCK_GETTIME.call(clock.id, spec);
            return spec.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L + spec.get(ValueLayout.JAVA_LONG, 8);
        }
    }

    /**
     * What has to be added to the boot clock to get the wall clock, in nanoseconds. The clocks are read in turn, and of several tries the one
     * counts in which least time passed, so that it is right to a few hundred nanoseconds.
     */
    public static long wallClockOffset() {
        long best = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < OFFSET_TRIES; i++) {
            long before = time(Clock.BOOTTIME);
            long wall = time(Clock.REALTIME);
            long after = time(Clock.BOOTTIME);
            if (after - before < best) {
                best = after - before;
                offset = wall - (before + (after - before) / 2);
            }
        }
        return offset;
    }

    /**
     * Gives back to the system what native libraries have freed and the C library keeps for later: {@code malloc_trim} of glibc; nothing where there is none. Takes some
     * milliseconds.
     *
     * @return whether there was something to give back
     */
    public static boolean returnFreedMemory() {
        return Libc.trim();
    }

    /** The size of a memory page in bytes. */
    public static int pageSize() {
        return (int) Libc.SYSCONF.call(SC_PAGE_SIZE).asLong();
    }

    /** Processors that this machine has, running or not. */
    public static int configuredProcessors() {
        return (int) Libc.SYSCONF.call(SC_PROCESSORS_CONFIGURED).asLong();
    }

    /** Processors that run. */
    public static int onlineProcessors() {
        return (int) Libc.SYSCONF.call(SC_PROCESSORS_ONLINE).asLong();
    }

    /** The user that the process acts as; 0 is root. */
    public static int effectiveUser() {
        return Libc.GETEUID.call().asInt();
    }

    /** Tells whether a descriptor of this process is a terminal. */
    public static boolean isTerminal(int descriptor) {
        return Libc.ISATTY.call(descriptor).asInt() == 1;
    }

    /** Calls getpgid with a process id that need not exist: a call whose argument an observer in the kernel can recognise. */
    public static void askProcessGroup(int process) {
        Libc.GETPGID.call(process);
    }
}
