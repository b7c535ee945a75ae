package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peregrine.filter.regex.PosixPattern;
import io.peregrine.filter.regex.PosixSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random regular expressions on random texts, against the RE2 of Falco as Debian has it (package libre2-dev), which a small C++
 * program asks. {@code -Dperegrine.test.seed} and {@code -Dperegrine.test.regexes} choose others and more.
 */
class RegexOracleTest {
    private static final String PROGRAM = """
            #include <re2/re2.h>
            #include <iostream>
            #include <string>
            static std::string bytes(const std::string &hex) {
                std::string out;
                for (size_t i = 1; i + 1 < hex.size(); i += 2) out += (char)std::stoi(hex.substr(i, 2), nullptr, 16);
                return out;
            }
            int main() {
                std::string pattern, text;
                while (std::cin >> pattern >> text) {
                    RE2::Options options(RE2::POSIX);
                    options.set_log_errors(false);
                    RE2 re(bytes(pattern), options);
                    std::cout << (!re.ok() ? 'E' : RE2::FullMatch(bytes(text), re) ? '1' : '0') << '\\n';
                }
            }
            """;

    private static final String[] PIECES = {
        "a",
        "b",
        "ab",
        ".",
        "*",
        "+",
        "?",
        "(a|b)",
        "(ab)*",
        "[ab]",
        "[^a]",
        "[a-c]",
        "[]a]",
        "[^]b]",
        "[[:alpha:]]",
        "[[:digit:]x]",
        "[[:nosuch:]]",
        "\\.",
        "\\\\",
        "\\d",
        "\\w",
        "\\b",
        "\\n",
        "\\x61",
        "\\x{e9}",
        "\\141",
        "\\Q.\\E",
        "\\pL",
        "\\z",
        "\\A",
        "^",
        "$",
        "{2}",
        "{40}",
        "(a{30})",
        "((a|b{5}){10})",
        "{0,60}",
        "{1,}",
        "{,2}",
        "{1,3}",
        "{3,1}",
        "{1001}",
        "|",
        "(",
        ")",
        "(b)",
        "(?:a)",
        "(?i)a",
        "(?P<n>a)",
        "a*?",
        "a+?",
        "a**",
        "[",
        "]",
        "{",
        "}",
        "é",
        "\n",
        "-",
        "[b-a]",
        "[\\d]",
        "[a\\]b]",
        "/",
        "\\/",
        " ",
        "\u20ac",
        "\\C",
        "x*"
    };
    private static final byte[][] LETTERS = {
        {'a'},
        {'b'},
        {'c'},
        {'x'},
        {'1'},
        {'.'},
        {'\n'},
        {']'},
        {'-'},
        {'\\'},
        {'/'},
        {' '},
        {'d'},
        {'A'},
        {'{'},
        {'}'},
        "é".getBytes(StandardCharsets.UTF_8),
        "€".getBytes(StandardCharsets.UTF_8),
        {(byte) 0xff},
        {(byte) 0xc3}
    };

    private record Case(String pattern, byte[] text) {
        char ours() {
            try {
                PosixPattern.compile(pattern);
            } catch (PosixSyntaxException e) {
                return 'E';
            }
            boolean matches =
                    RegexPattern.of(pattern.getBytes(StandardCharsets.UTF_8)).matches(text, 0, text.length);
            return matches ? '1' : '0';
        }

        String line() {
            HexFormat hex = HexFormat.of();
            return "x" + hex.formatHex(pattern.getBytes(StandardCharsets.UTF_8)) + " x" + hex.formatHex(text) + "\n";
        }

        @Override
        public String toString() {
            return "<" + pattern + "> on " + HexFormat.of().formatHex(text);
        }
    }

    @Test
    void agreesWithRe2(@TempDir Path folder) throws IOException, InterruptedException {
        Path oracle = build(folder);
        Random random = new Random(Long.getLong("peregrine.test.seed", 4));
        List<Case> cases = new ArrayList<>();
        StringBuilder input = new StringBuilder();
        for (int i = Integer.getInteger("peregrine.test.regexes", 20_000); i > 0; i--) {
            Case next = new Case(pattern(random), text(random));
            cases.add(next);
            input.append(next.line());
        }
        Path questions = Files.writeString(folder.resolve("questions"), input);
        Path answers = folder.resolve("answers");
        run(new ProcessBuilder(oracle.toString())
                .redirectInput(questions.toFile())
                .redirectOutput(answers.toFile()));
        List<String> expected = Files.readAllLines(answers);
        assertThat(expected).hasSameSizeAs(cases).contains("E", "0", "1");
        for (int i = 0; i < cases.size(); i++) {
            assertThat(String.valueOf(cases.get(i).ours()))
                    .as("%s", cases.get(i))
                    .isEqualTo(expected.get(i));
        }
    }

    private static Path build(Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/usr/include/re2/re2.h")), "needs the package libre2-dev");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/g++")), "needs the package g++");
        Path source = Files.writeString(folder.resolve("oracle.cc"), PROGRAM);
        Path program = folder.resolve("oracle");
        run(new ProcessBuilder("/usr/bin/g++", "-o", program.toString(), source.toString(), "-lre2"));
        return program;
    }

    private static void run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("%s ends", builder.command()).isTrue();
        assertThat(process.exitValue()).as("%s", builder.command()).isZero();
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        for (int k = random.nextInt(6); k >= 0; k--) {
            pattern.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return pattern.toString();
    }

    private static byte[] text(Random random) {
        java.io.ByteArrayOutputStream text = new java.io.ByteArrayOutputStream();
        for (int k = random.nextInt(7); k > 0; k--) {
            text.writeBytes(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toByteArray();
    }
}
