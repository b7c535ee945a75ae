package io.peregrine.fields.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoubledSlashesTest {
    @Test
    void saysWhatLookingAtOnePlaceAfterTheOtherSays() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(30)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) "/./0/ab\u00af\u00ff".charAt(random.nextInt(random.nextInt(2, 9)));
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            assertThat(DoubledSlashes.in(bytes, from, to)).as(text).isEqualTo(text.contains("//"));
        }
    }
}
