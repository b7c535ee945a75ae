package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which call of which plugin is running, in memory that outlives the process when a file is given: a plugin can end the process in ways that
 * nobody inside of it sees. A line of 64 bytes for each open library and instance.
 *
 * <pre>
 *  0         1            4                                  60
 *  +---------+------------+----------------------------------+-------+
 *  | running | last call  | the plugin's name, up to a NUL   | calls |
 *  +---------+------------+----------------------------------+-------+
 * </pre>
 *
 * The number of calls tells one that does not return from one that is made again and again. A call is the number of its {@link PluginSymbol} from 1, 0 for none; a line without a name is free.
 */
public final class CallNote {
    private static final int LINE_SIZE = 64;
    private static final int MOST_LINES = 1024;
    private static final int NAME_AT = 4;
    private static final int CALLS_AT = 60;
    private static final int LONGEST_NAME = CALLS_AT - NAME_AT - 1;
    private static final int BYTE = 0xff;
    private static final int LAST = 8;

    private final MemorySegment memory;
    private final Deque<Integer> free = new ArrayDeque<>();
    private int lines;
    private Process watch;

    private CallNote(MemorySegment memory) {
        this.memory = memory;
    }

    /** A note in this process's own memory. */
    public static CallNote inMemory() {
        return new CallNote(Arena.global().allocate((long) LINE_SIZE * MOST_LINES, 8));
    }

    /**
     * A note in a file, which is made anew.
     *
     * @throws IOException when it cannot be made
     */
    public static CallNote inFile(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new CallNote(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) LINE_SIZE * MOST_LINES, Arena.global()));
        }
    }

    /** Keeps the process that looks at the note: it takes the end of the pipe to it for the end of this process. */
    void keep(Process process) {
        watch = process;
    }

    /** Whether a process looks at the note. */
    boolean isWatched() {
        return watch != null && watch.isAlive();
    }

    /** A line for a library or an instance; once there are very many, they share the last one. */
    synchronized Line line(String plugin) {
        int number = free.isEmpty() ? Math.min(lines++, MOST_LINES - 1) : free.pop();
        long at = (long) LINE_SIZE * number;
        byte[] name = plugin.getBytes(StandardCharsets.UTF_8);
        memory.asSlice(at, LINE_SIZE).fill((byte) 0);
        MemorySegment.copy(name, 0, memory, ValueLayout.JAVA_BYTE, at + NAME_AT, Math.min(name.length, LONGEST_NAME));
        return new Line(memory.address() + at, number);
    }

    /** The process ends as it was asked to: no plugin is to blame. */
    void end() {
        memory.fill((byte) 0);
    }

    private synchronized void release(Line line) {
        if (line.number < MOST_LINES - 1 && !free.contains(line.number)) {
            memory.asSlice((long) LINE_SIZE * line.number, LINE_SIZE).fill((byte) 0);
            free.push(line.number);
        }
    }

    /**
     * A call that is running.
     *
     * @param line the number of its line
     * @param plugin the name that stands there
     * @param call the function
     * @param number how many calls were noted there when it began
     */
    record Running(int line, String plugin, PluginSymbol call, int number) {}

    /** The calls that are running. For any thread, which may see one that has just ended. */
    synchronized List<Running> running() {
        List<Running> running = new ArrayList<>();
        for (int number = 0; number < Math.min(lines, MOST_LINES); number++) {
            long at = memory.address() + (long) LINE_SIZE * number;
            int call = ProcessMemory.getInt(at) & BYTE;
            if (call > 0 && call <= PluginSymbol.values().length) {
                running.add(new Running(
                        number,
                        ProcessMemory.text(at + NAME_AT, LONGEST_NAME),
                        PluginSymbol.values()[call - 1],
                        ProcessMemory.getInt(at + CALLS_AT)));
            }
        }
        return running;
    }

    /** One line. */
    final class Line {
        private final long address;
        private final int number;

        private Line(long address, int number) {
            this.address = address;
            this.number = number;
        }

        /** Notes a call and tells what stood there before. */
        int enter(PluginSymbol symbol) {
            int before = ProcessMemory.getInt(address);
            int call = symbol.ordinal() + 1;
            ProcessMemory.putInt(address + CALLS_AT, ProcessMemory.getInt(address + CALLS_AT) + 1);
            ProcessMemory.putInt(address, call | call << LAST);
            return before;
        }

        /** Puts back which call was running before; the last one stays noted. */
        void leave(int before) {
            int last = ProcessMemory.getInt(address) & BYTE << LAST;
            ProcessMemory.putInt(address, before & BYTE | last);
        }

        /** Nothing can end the process here any more. */
        void end() {
            release(this);
        }
    }
}
