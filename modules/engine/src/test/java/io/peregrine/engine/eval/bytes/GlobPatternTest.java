package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The C library's own fnmatch is the oracle. */
@SuppressWarnings("restricted") // the C library is the oracle
class GlobPatternTest {
    private static final int CASE_FOLD = 1 << 4;
    private static final int ALL_CATEGORIES = 6;
    private static final MethodHandle FNMATCH = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("fnmatch"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    /** The virtual machine has set the locale of its environment; Falco leaves that of C. */
    @BeforeAll
    static void useTheLocaleOfC() throws Throwable {
        MethodHandle setLocale = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("setlocale"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = (MemorySegment) setLocale.invokeExact(ALL_CATEGORIES, arena.allocateFrom("C"));
            assertThat(answer).isNotEqualTo(MemorySegment.NULL);
        }
    }

    private static boolean oracle(String pattern, String text, boolean ignoreCase) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment p = arena.allocateFrom(pattern, StandardCharsets.ISO_8859_1);
            MemorySegment t = arena.allocateFrom(text, StandardCharsets.ISO_8859_1);
            return (int) FNMATCH.invokeExact(p, t, ignoreCase ? CASE_FOLD : 0) == 0;
        }
    }

    private static boolean ours(String pattern, String text, boolean ignoreCase) {
        byte[] patternBytes = pattern.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.ISO_8859_1);
        GlobPattern glob = ignoreCase ? GlobPattern.ignoringCase(patternBytes) : GlobPattern.of(patternBytes);
        return glob.matches(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "*, /a/.b, true",
        "/etc/*.conf, /etc/x/y.conf, true",
        "?ab, /ab, true",
        "[!a-c]x, dx, true",
        "[!a-c]x, bx, false",
        "[^a]x, bx, true",
        "[]a]x, ]x, true",
        "[a, [a, true",
        "[a[b, [a[b, true",
        "[a[b, aa[b, false",
        "[![, [![, true",
        "a\\*, a*, true",
        "a\\*, ab, false",
        "a\\, a\\, false",
        "[[:digit:]]*, 7z, true",
        "'', '', true"
    })
    void knownAnswers(String pattern, String text, boolean expected) {
        assertThat(ours(pattern, text, false)).isEqualTo(expected);
    }

    @Test
    void agreesWithTheCLibraryOnRandomPatterns() throws Throwable {
        Random random = new Random(20);
        String[] pieces = {
            "a",
            "b",
            "A",
            "B",
            "z",
            "/",
            ".",
            "*",
            "?",
            "[",
            "]",
            "!",
            "^",
            "-",
            "\\",
            "[ab]",
            "[a-b]",
            "[!a]",
            "[A-b]",
            "é",
            "[:alpha:]",
            "[[:alpha:]",
            "[[:upper:]]",
            "[[=a=]]",
            "[[.a.]-b]",
            "[[.A.]]",
            "[[.A.]-b]",
            "[a-[.B.]]",
            "[A-Z]",
            "[!B-Z]",
            "[B-z]",
            "[[:no:]]"
        };
        for (int i = 0; i < 200_000; i++) {
            String pattern = join(random, pieces, 6);
            String text =
                    join(random, new String[] {"a", "b", "A", "B", "-", "/", ".", "[", "]", "\\", "!", "é", "z"}, 5);
            boolean ignoreCase = random.nextBoolean();
            assertThat(ours(pattern, text, ignoreCase))
                    .as("pattern <%s> text <%s> ignoring case %s", pattern, text, ignoreCase)
                    .isEqualTo(oracle(pattern, text, ignoreCase));
        }
    }

    private static String join(Random random, String[] pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
