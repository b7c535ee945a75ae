package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexPatternTest {
    private static boolean matches(String expression, byte[] text) {
        return RegexPattern.of(expression.getBytes(StandardCharsets.UTF_8)).matches(text, 0, text.length);
    }

    private static boolean matches(String expression, String text) {
        return matches(expression, text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "b, abc, false",
        "a.c, abc, true",
        "(ab|cd)+, abcdab, true",
        "/etc/.*\\.conf, /etc/x.conf, true",
        "/etc/.*\\.conf, /etc/xaconf, false",
        "x*, '', true",
        "é., éé, true",
        "[[:digit:]]+, 123, true",
        "a{2}, aa, true",
    })
    void knownAnswers(String expression, String text, boolean expected) {
        assertThat(matches(expression, text)).isEqualTo(expected);
    }

    @Test
    void anchorsMatchAtLineEnds() {
        assertThat(matches("a$\n^b", "a\nb")).isTrue();
        assertThat(matches("a.b", "a\nb")).isFalse();
        assertThat(matches("a[^x]b", "a\nb")).isTrue();
    }

    @Test
    void textThatIsNoUtf8MatchesNothing() {
        assertThat(matches(".*", new byte[] {'a', (byte) 0xff})).isFalse();
        assertThat(matches(".*", new byte[] {(byte) 0xc3})).isFalse();
        assertThat(matches(".*", new byte[] {(byte) 0xc3, (byte) 0xa9})).isTrue();
    }

    @Test
    void theRequiredLiteralNeverHidesAMatch() {
        Random random = new Random(18);
        String[] pieces = {
            "a", "b", "ab", ".", "a*", "b+", "a?", "(a|b)", "(ab)*", "[ab]", "[^a]", "\\.", "a{2}", "|", "(b)"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder expression = new StringBuilder();
            for (int k = random.nextInt(6); k >= 0; k--) {
                expression.append(pieces[random.nextInt(pieces.length)]);
            }
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(7); k > 0; k--) {
                text.append("ab.".charAt(random.nextInt(3)));
            }
            assertThat(matches(expression.toString(), text.toString()))
                    .as("<%s> on <%s>", expression, text)
                    .isEqualTo(Pattern.matches(expression.toString(), text));
        }
    }
}
