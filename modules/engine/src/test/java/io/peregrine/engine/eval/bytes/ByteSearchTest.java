package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String random(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append("abAB\u00e9".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    @Test
    void findsTheFirstOccurrenceThatLiesInTheRange() {
        Random random = new Random(22);
        for (int i = 0; i < 100_000; i++) {
            String text = random(random, 60);
            String needle = random(random, i % 4 == 0 ? 16 : 4);
            int from = random.nextInt(text.length() + 1);
            int to = from + random.nextInt(text.length() - from + 1);
            int index = text.substring(from, to).indexOf(needle);
            assertThat(ByteSearch.of(bytes(needle)).indexIn(bytes(text), from, to))
                    .as("<%s> in <%s> from %d to %d", needle, text, from, to)
                    .isEqualTo(index < 0 ? -1 : index + from);
            int folded = text.substring(from, to).toLowerCase(Locale.ROOT).indexOf(needle.toLowerCase(Locale.ROOT));
            assertThat(ByteSearch.ignoringCase(bytes(needle)).indexIn(bytes(text), from, to))
                    .as("<%s> in any case in <%s> from %d to %d", needle, text, from, to)
                    .isEqualTo(folded < 0 ? -1 : folded + from);
        }
    }

    /** Bytes that differ in one bit, or by one, from what is looked for: what the arithmetic on eight bytes could take for it. */
    @Test
    void tellsBytesThatAreAlike() {
        Random random = new Random(23);
        byte[] alike = {'@', 'A', '`', 'a', 'b', '[', '{', 'Z', 'z', (byte) 0xe1, 0, 1, (byte) 0x80, (byte) 0xff};
        for (int i = 0; i < 100_000; i++) {
            byte[] text = new byte[random.nextInt(40)];
            byte[] needle = new byte[1 + random.nextInt(3)];
            for (byte[] filled : new byte[][] {text, needle}) {
                for (int k = 0; k < filled.length; k++) {
                    filled[k] = alike[random.nextInt(alike.length)];
                }
            }
            assertThat(ByteSearch.of(needle).indexIn(text, 0, text.length))
                    .as(
                            "%s in %s",
                            HexFormat.of().formatHex(needle), HexFormat.of().formatHex(text))
                    .isEqualTo(indexOf(needle, text));
            assertThat(ByteSearch.ignoringCase(needle).indexIn(text, 0, text.length))
                    .as(
                            "%s in %s, any case",
                            HexFormat.of().formatHex(needle), HexFormat.of().formatHex(text))
                    .isEqualTo(indexOf(lower(needle), lower(text)));
        }
    }

    private static int indexOf(byte[] needle, byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).indexOf(new String(needle, StandardCharsets.ISO_8859_1));
    }

    private static byte[] lower(byte[] text) {
        byte[] lower = text.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = lower[i] >= 'A' && lower[i] <= 'Z' ? (byte) (lower[i] + 32) : lower[i];
        }
        return lower;
    }

    @Test
    void findsNeedlesLongerThanASkip() {
        String needle = "n".repeat(300) + "x";
        String text = "n".repeat(1000) + "x" + "n".repeat(50);
        assertThat(ByteSearch.of(bytes(needle)).indexIn(bytes(text), 0, text.length()))
                .isEqualTo(700);
        assertThat(ByteSearch.of(bytes(needle + "y")).indexIn(bytes(text), 0, text.length()))
                .isEqualTo(-1);
    }
}
