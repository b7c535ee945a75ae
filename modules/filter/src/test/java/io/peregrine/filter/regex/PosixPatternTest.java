package io.peregrine.filter.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosixPatternTest {
    private static boolean matches(String pattern, String text) throws PosixSyntaxException {
        return PosixPattern.compile(pattern).matches(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "b abc false",
                ".*b.* abc true",
                "a+? aaa true",
                "a** aaa true",
                "(a|b)*c abac true",
                "a{2} aa true",
                "a{2,} a false",
                "a{,2} a{,2} true",
                "a{x a{x true",
                "[]a]+ ]a true",
                "[^]a]+ ]a false",
                "[a-] - true",
                "[[:alpha:]]+ ab true",
                "[[:^alpha:]]+ 12 true",
                "[[:digit:]-]+ 1-2 true",
                "\\x41\\x{42} AB true",
                "\\. . true",
                "\\_ _ true",
                "\\101 A true",
                "x|^y$ y true",
                "é.ü éßü true",
                "} } true",
                "a] a] true",
                "(()) '' true",
                "[\\]] ] true",
            })
    void matchesWholeTexts(String pattern, String text, boolean expected) throws PosixSyntaxException {
        assertThat(matches(pattern, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\d|invalid escape sequence: \\d",
                "\\b|invalid escape sequence: \\b",
                "\\pL|invalid escape sequence: \\p",
                "\\1|invalid escape sequence: \\1",
                "\\x1|invalid escape sequence: \\x1",
                "(?:a)|no argument for repetition operator: ?",
                "(?i)a|no argument for repetition operator: ?",
                "*a|no argument for repetition operator: *",
                "{2}|no argument for repetition operator: {2}",
                "a{1001}|invalid repetition size: {1001}",
                "a{3,2}|invalid repetition size: {3,2}",
                "(a|missing ): (a",
                "a)|unexpected ): a)",
                "[a|missing ]: [a",
                "[b-a]|invalid character class range: b-a",
                "[a-b-c]|invalid character class range: -c",
                "[[:foo:]]|invalid character class range: [:foo:]",
                "a\\|trailing \\",
            })
    void refusesWhatPosixSyntaxRefuses(String pattern, String message) {
        assertThatThrownBy(() -> PosixPattern.compile(pattern))
                .isInstanceOf(PosixSyntaxException.class)
                .hasMessage(message);
    }

    @Test
    void nothingMatchesBytesThatAreNotText() throws PosixSyntaxException {
        PosixPattern any = PosixPattern.compile("(.|\n)*");
        assertThat(any.matches(new byte[] {'a', '\n', (byte) 0xc3, (byte) 0xa9}))
                .isTrue();
        assertThat(any.matches(new byte[] {'a', (byte) 0xff})).isFalse();
        assertThat(any.matches(new byte[] {(byte) 0xc0, (byte) 0x80})).isFalse();
        assertThat(any.matches(new byte[] {(byte) 0xc3})).isFalse();
    }

    @Test
    void dotTakesNoLineFeedAndAnchorsHoldAtLines() throws PosixSyntaxException {
        assertThat(matches("a.b", "a\nb")).isFalse();
        assertThat(matches("a\n^b$\nc", "a\nb\nc")).isTrue();
    }

    @Test
    void anyTextIsCompiledOrRefused() {
        Random random = new Random(7);
        String alphabet = "ab()[]{}*+?|\\^$.-:,0129xdp é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int n = random.nextInt(10); n >= 0; n--) {
                pattern.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                PosixPattern.compile(pattern.toString()).matches("ab".getBytes(StandardCharsets.UTF_8));
            } catch (PosixSyntaxException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }
}
