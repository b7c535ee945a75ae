package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every call that a test program makes is reported once, in order, with what the program did: the programs beside this class write one
 * line for each call, see {@code expect.h}.
 */
class CallsTest {
    private static final int RING_BYTES = 64 << 20;
    private static final long BEGIN = 0x7fff0001;
    private static final long END = 0x7fff0002;

    private static Live live;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() throws Exception {
        live = Live.open(new ProbeSpec(Live.everything(), RING_BYTES, 0, ProbeSpec.DEFAULT_SNAPLEN, false));
    }

    @AfterAll
    static void unload() {
        if (live != null) {
            live.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"names", "descriptors", "waits", "memory", "sockets", "processes"})
    void reportsWhatTheProgramDid(String family) throws Exception {
        Files.write(folder.resolve("expect.h"), resource("expect.h"));
        Path program = Live.compile(folder, family, new String(resource(family + ".c")));
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Path said = folder.resolve("said");
        ProcessBuilder command = new ProcessBuilder(program.toString())
                .directory(scratch.toFile())
                .redirectOutput(said.toFile())
                .redirectError(folder.resolve("complaints").toFile());

        List<String> seen = between(live.run(command));

        List<String> expected = Files.readAllLines(said);
        assertThat(folder.resolve("complaints")).isEmptyFile();
        assertThat(expected).isNotEmpty();
        assertThat(differences(expected, seen)).isEmpty();
    }

    private static List<String> differences(List<String> expected, List<String> seen) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(seen.size(), expected.size()); i++) {
            String known = i < expected.size() ? expected.get(i) : "nothing";
            String reported = i < seen.size() ? seen.get(i) : "nothing";
            if (!matches(known, reported)) {
                differences.add("\ndid " + known + "\nsaw " + reported);
            }
        }
        return differences;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = CallsTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    /** The events between the program's marks, of the thread that made them. */
    private static List<String> between(List<SeenEvent> events) {
        List<String> lines = new ArrayList<>();
        long thread = 0;
        for (SeenEvent event : events) {
            boolean mark = event.code() == EventCodes.SYSCALL_TKILL_X && event.signed("tid") >= BEGIN;
            if (mark) {
                thread = event.signed("tid") == END ? 0 : event.tid();
            } else if (event.tid() == thread) {
                lines.add(EventText.of(event));
            }
        }
        return lines;
    }

    /** Whether a line says what was expected, where {@code <any>} stands for what the program cannot know. */
    private static boolean matches(String expected, String seen) {
        String[] known = expected.split("<any>", -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(known[0]));
        for (int i = 1; i < known.length; i++) {
            pattern.append("\\S+").append(Pattern.quote(known[i]));
        }
        return seen.matches(pattern.toString());
    }
}
