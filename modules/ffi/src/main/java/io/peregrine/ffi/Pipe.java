package io.peregrine.ffi;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A pipe of which it can be asked how much of what was written nobody has read yet; the pipes of the Java platform's processes do not tell. Belongs to one thread.
 */
public final class Pipe implements AutoCloseable {
    private static final NativeFunction PIPE2 =
            NativeFunction.of(Linker.nativeLinker().defaultLookup(), "pipe2");
    private static final int O_CLOEXEC = 02000000;

    private final int writing;
    private final OutputStream out;
    private int reading;

    private Pipe(int reading, int writing) throws IOException {
        this.reading = reading;
        this.writing = writing;
        this.out = new FileOutputStream(path(writing));
    }

    /** Makes a pipe. */
    public static Pipe open() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            NativeFunction.Result made = PIPE2.call(ends, O_CLOEXEC);
            if (made.asInt() < 0) {
                throw new IOException("no pipe can be made: " + Errno.text(made.errno()));
            }
            return new Pipe(ends.getAtIndex(ValueLayout.JAVA_INT, 0), ends.getAtIndex(ValueLayout.JAVA_INT, 1));
        }
    }

    private static File path(int descriptor) {
        return new File("/proc/self/fd/" + descriptor);
    }

    /** The end that is read, under a name by which a program can be started with it; until {@link #handedOver}. */
    public File readingEnd() {
        return path(reading);
    }

    /** The end that is read belongs to somebody else now: when that one ends, writing fails. */
    public void handedOver() {
        if (reading >= 0) {
            Libc.close(reading);
            reading = -1;
        }
    }

    /** The end that is written, without a buffer. */
    public OutputStream out() {
        return out;
    }

    /** How many bytes nobody has read. */
    public int unread() throws IOException {
        try (FileInputStream end = new FileInputStream(path(writing))) {
            return end.available();
        }
    }

    /** Closes both ends, so that the reader comes to the end of what was written. */
    @Override
    public void close() throws IOException {
        handedOver();
        Libc.close(writing);
        out.close();
    }
}
