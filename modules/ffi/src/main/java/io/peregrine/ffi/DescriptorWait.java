package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/**
 * Sleeps until one of several descriptors has something to read, or until another thread ends the sleep. One thread sleeps; any thread wakes it and may go
 * on doing so when this is closed. A sleep allocates some objects, so it is for times when there is nothing to do.
 */
public final class DescriptorWait implements AutoCloseable {
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();
    private static final NativeFunction POLL = NativeFunction.of(LIBRARY, "poll");
    private static final NativeFunction EVENTFD = NativeFunction.of(LIBRARY, "eventfd");
    private static final NativeFunction WRITE = NativeFunction.of(LIBRARY, "write");

    private static final int EFD_CLOEXEC = 02000000;
    private static final int EFD_NONBLOCK = 04000;

    /** {@code struct pollfd}: the descriptor, what is asked, what is so. */
    private static final int ENTRY = 8;

    private static final int ASKED = 4;
    private static final int FOUND = 6;
    private static final short POLLIN = 1;

    private final MemorySegment entries;
    private final int count;
    private final MemorySegment counter;
    private final MemorySegment one;
    private final int bell;
    private volatile boolean sleeping;
    private volatile boolean rung;
    private boolean closed;

    private DescriptorWait(int bell, int[] descriptors) {
        Arena arena = Arena.ofAuto();
        this.bell = bell;
        this.count = descriptors.length + 1;
        this.entries = arena.allocate((long) ENTRY * count, Integer.BYTES);
        this.counter = arena.allocate(ValueLayout.JAVA_LONG);
        this.one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
        ask(0, bell);
        for (int i = 0; i < descriptors.length; i++) {
            ask(i + 1, descriptors[i]);
        }
    }

    private void ask(int index, int descriptor) {
        entries.set(ValueLayout.JAVA_INT, (long) index * ENTRY, descriptor);
        entries.set(ValueLayout.JAVA_SHORT, (long) index * ENTRY + ASKED, POLLIN);
    }

    /**
     * A wait for these descriptors, which stay their owner's.
     *
     * @throws NativeException when the kernel has no descriptor left to wake it by
     */
    public static DescriptorWait of(int... descriptors) throws NativeException {
        NativeFunction.Result made = EVENTFD.call(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (made.asInt() < 0) {
            throw new NativeException(
                    "no descriptor can be had to wake a thread by: " + Errno.text(made.errno()), made.errno());
        }
        return new DescriptorWait(made.asInt(), descriptors);
    }

    /** Sleeps until there is something to read, {@link #wake} was called since the last sleep, the time is over, or a signal comes. */
    public void sleep(int millis) {
        sleeping = true; // before the look at the bell, as who rings writes first and looks then
        boolean missed = rung;
        if (!missed) {
            POLL.call(entries, count, millis);
        }
        sleeping = false;
        rung = false;
        if (!missed && (entries.get(ValueLayout.JAVA_SHORT, FOUND) & POLLIN) != 0) {
            Libc.READ.call(bell, counter, Long.BYTES);
        }
    }

    /** Ends the sleep, or the next one when there is none. */
    public void wake() {
        rung = true;
        if (sleeping) {
            ring();
        }
    }

    private synchronized void ring() {
        if (!closed) {
            WRITE.call(bell, one, Long.BYTES);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(bell);
        }
    }
}
