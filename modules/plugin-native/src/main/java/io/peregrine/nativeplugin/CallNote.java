package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which call of which plugin is running, in memory that outlives the process when a file is given: a plugin can end the process in ways that
 * nobody inside of it sees. A line of 64 bytes for each instance: the number of the function, 0 for none, then the plugin's name.
 */
public final class CallNote {
    private static final int LINE_SIZE = 64;
    private static final int MOST_LINES = 1024;
    private static final int NAME_AT = 4;
    private static final int LONGEST_NAME = LINE_SIZE - NAME_AT - 1;

    private final MemorySegment memory;
    private int lines;

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

    /** A line for an instance; once there are very many, they share the last one. */
    synchronized Line line(String plugin) {
        long at = (long) LINE_SIZE * Math.min(lines++, MOST_LINES - 1);
        byte[] name = plugin.getBytes(StandardCharsets.UTF_8);
        memory.asSlice(at, LINE_SIZE).fill((byte) 0);
        MemorySegment.copy(name, 0, memory, ValueLayout.JAVA_BYTE, at + NAME_AT, Math.min(name.length, LONGEST_NAME));
        return new Line(memory.address() + at);
    }

    /**
     * What a note says that a process left behind: a sentence for each call that was running.
     *
     * @throws IOException when the file cannot be read
     */
    public static List<String> read(Path file) throws IOException {
        List<String> sentences = new ArrayList<>();
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at + LINE_SIZE <= bytes.length; at += LINE_SIZE) {
            int function = bytes[at] & 0xff;
            if (function != 0 && function <= PluginSymbol.values().length) {
                byte[] name = Arrays.copyOfRange(bytes, at + NAME_AT, at + LINE_SIZE);
                sentences.add("the plugin '" + new String(name, StandardCharsets.UTF_8).replace("\0", "")
                        + "' was in the call " + PluginSymbol.values()[function - 1].exported());
            }
        }
        return sentences;
    }

    /** The line of one instance. */
    static final class Line {
        private final long address;

        private Line(long address) {
            this.address = address;
        }

        /** Notes a call and tells what stood there before. */
        int enter(PluginSymbol symbol) {
            int before = ProcessMemory.getInt(address);
            ProcessMemory.putInt(address, symbol.ordinal() + 1);
            return before;
        }

        /** Puts back what stood there before a call. */
        void leave(int before) {
            ProcessMemory.putInt(address, before);
        }

        /** The call that is running, as exported; empty when none is. For any thread. */
        String running() {
            int function = ProcessMemory.getInt(address);
            return function == 0 ? "" : PluginSymbol.values()[function - 1].exported();
        }
    }
}
