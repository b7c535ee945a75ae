package io.peregrine.event.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sanitiser against hand-picked cases and against the JDK's decoder, which also replaces maximal subparts. */
class PlainTextTest {
    private static String plain(byte[] bytes) {
        TextBuffer out = new TextBuffer();
        PlainText.append(out, bytes, 0, bytes.length);
        return out.copy().toString();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void controlsAndNonCharactersAreReplacedWhole() {
        assertThat(plain("a\nb\u007f".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(plain("\u0085x".getBytes(StandardCharsets.UTF_8))).isEqualTo("\uFFFDx");
        assertThat(plain("\uFDD0\uFFFE".getBytes(StandardCharsets.UTF_8))).isEqualTo("\uFFFD\uFFFD");
        assertThat(plain(bytes(0xF0, 0x9F, 0xBF, 0xBE))).isEqualTo("\uFFFD");
        assertThat(plain("é漢😀\u00a0".getBytes(StandardCharsets.UTF_8))).isEqualTo("é漢😀\u00a0");
    }

    @Test
    void brokenSequencesAreReplacedByMaximalSubpart() {
        assertThat(plain(bytes(0xE2, 0x82, 'x'))).isEqualTo("\uFFFDx");
        assertThat(plain(bytes(0xE0, 0x80, 'x'))).isEqualTo("\uFFFD\uFFFDx");
        assertThat(plain(bytes(0xF0, 0x9F, 0x98))).isEqualTo("\uFFFD");
        assertThat(plain(bytes(0xC0, 0xAF))).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void randomBytesComeOutAsTheDecoderOfTheJdkSaysButForWhatCannotBePrinted() throws CharacterCodingException {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(8)];
            random.nextBytes(bytes);
            bytes[bytes.length - 1] = 'x';
            if (hasSurrogateLead(bytes)) {
                continue;
            }
            CharBuffer decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes));
            StringBuilder expected = new StringBuilder();
            decoded.codePoints().forEach(code -> expected.appendCodePoint(printable(code) ? code : 0xFFFD));
            assertThat(plain(bytes)).isEqualTo(expected.toString());
        }
    }

    /** The JDK replaces an encoded surrogate, and a sequence that the end cuts, by one character where maximal subparts make more. */
    private static boolean hasSurrogateLead(byte[] bytes) {
        for (byte value : bytes) {
            if (value == (byte) 0xED) {
                return true;
            }
        }
        return false;
    }

    private static boolean printable(int code) {
        return !Character.isISOControl(code) && (code & 0xFFFE) != 0xFFFE && !(code >= 0xFDD0 && code <= 0xFDEF);
    }
}
