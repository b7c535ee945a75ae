package io.peregrine.event.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlashesTest {
    private static final String BYTES = "//./ab\u0000\u007f\u0080\u00af\u00ff";

    @Test
    void areFoundAsByAStringsOwnSearch() {
        Random random = new Random(11);
        int doubled = 0;
        for (int i = 0; i < 100_000; i++) {
            int share = 1 + random.nextInt(20);
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(random.nextInt(share) == 0 ? BYTES.charAt(random.nextInt(BYTES.length())) : 'x');
            }
            String path = text.toString();
            int before = random.nextInt(4);
            byte[] bytes = ("////".substring(0, before) + path + "//").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Slashes.last(bytes, before, path.length())).as(path).isEqualTo(path.lastIndexOf('/'));
            boolean expected = path.contains("//");
            doubled += expected ? 1 : 0;
            assertThat(Slashes.areDoubled(bytes, before, path.length()))
                    .as(path)
                    .isEqualTo(expected);
        }
        assertThat(doubled).isBetween(5_000, 80_000);
    }
}
