package io.peregrine.ffi;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program that this process runs, and the words that it was started with. */
public final class ProcessImage {
    private static final Path WORDS = Path.of("/proc/self/cmdline");
    private static final Path PROGRAM = Path.of("/proc/self/exe");

    private ProcessImage() {}

    /**
     * The words that this process was started with, the name of the program first; a character stands for a byte.
     *
     * @throws IOException when /proc is not there
     */
    public static List<String> words() throws IOException {
        String text = Files.readString(WORDS, StandardCharsets.ISO_8859_1);
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }

    /**
     * Runs this process's program anew with other words, in this process: its number, its environment, its open standard streams and what it does on signals
     * that nobody handles stay. Comes back only when that cannot be done.
     *
     * @param words the name of the program first; a character stands for a byte
     * @throws IOException when /proc is not there
     * @throws NativeException when the kernel refuses
     */
    public static void replace(List<String> words) throws IOException, NativeException {
        String program = Files.readSymbolicLink(PROGRAM).toString();
        try (Arena arena = Arena.ofConfined()) {
            List<MemorySegment> texts = new ArrayList<>();
            for (String word : words) {
                texts.add(arena.allocateFrom(word, StandardCharsets.ISO_8859_1));
            }
            MemorySegment vector = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
            for (int i = 0; i < texts.size(); i++) {
                vector.setAtIndex(ValueLayout.ADDRESS, i, texts.get(i));
            }
            NativeFunction.Result result = Libc.EXECV.call(arena.allocateFrom(program), vector);
            throw new NativeException(
                    "the program " + program + " cannot be started anew: " + Errno.text(result.errno()),
                    result.errno());
        }
    }
}
