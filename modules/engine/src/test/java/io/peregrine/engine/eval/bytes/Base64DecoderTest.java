package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.render.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64DecoderTest {
    private static byte[] decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        TextBuffer out = new TextBuffer();
        return Base64Decoder.decode(bytes, 0, bytes.length, out) ? out.copy().array() : null;
    }

    @Test
    void readsWhatWasEncodedWithAndWithoutPadding() {
        Random random = new Random(64);
        for (int i = 0; i < 1000; i++) {
            byte[] value = new byte[random.nextInt(20)];
            random.nextBytes(value);
            assertThat(decode(Base64.getEncoder().encodeToString(value))).isEqualTo(value);
            assertThat(decode(Base64.getEncoder().withoutPadding().encodeToString(value)))
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAAAA", "AB", "AAB", "A=A", "====", "=", "==", "AA-_", "A A A", "YWJj\n"})
    void refusesWhatIsNotBase64(String text) {
        assertThat(decode(text)).isNull();
    }
}
