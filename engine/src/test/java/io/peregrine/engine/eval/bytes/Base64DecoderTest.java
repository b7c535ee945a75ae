package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64DecoderTest {
    private static byte[] decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] into = new byte[1 + Base64Decoder.bound(bytes.length)];
        int count = Base64Decoder.decode(bytes, 0, bytes.length, into, 1);
        return count < 0 ? null : java.util.Arrays.copyOfRange(into, 1, 1 + count);
    }

    @Test
    void readsWhatWasEncodedWithAndWithoutPadding() {
        Random random = new Random(64);
        for (int i = 0; i < 1000; i++) {
            byte[] value = new byte[random.nextInt(20)];
            random.nextBytes(value);
            assertThat(decode(Base64.getEncoder().encodeToString(value))).isEqualTo(value);
            assertThat(decode(Base64.getEncoder().withoutPadding().encodeToString(value))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AAAAA", "AB", "AAB", "A=A", "====", "=", "==", "AA-_", "A A A", "YWJj\n"})
    void refusesWhatIsNotBase64(String text) {
        assertThat(decode(text)).isNull();
    }
}
