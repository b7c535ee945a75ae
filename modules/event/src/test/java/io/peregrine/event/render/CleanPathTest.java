package io.peregrine.event.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CleanPathTest {
    private static final Pattern CLEAN = Pattern.compile("/?([!-\\-0-~ ][ -.0-~]*)(/[!-\\-0-~ ][ -.0-~]*)*");
    private static final String ODD = "/./.\u0001\u001f\u007f\u0080\u00ff ~!-0";

    @Test
    void aPathIsCleanAsItsDescriptionSays() {
        Random random = new Random(7);
        int clean = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                boolean odd = random.nextInt(24) == 0;
                text.append(odd ? ODD.charAt(random.nextInt(ODD.length())) : (char) ('a' + random.nextInt(26)));
            }
            String path = text.toString();
            int before = random.nextInt(4);
            byte[] bytes = ("/.x/".substring(0, before) + path + "./").getBytes(StandardCharsets.ISO_8859_1);
            boolean expected = CLEAN.matcher(path).matches();
            clean += expected ? 1 : 0;
            assertThat(CleanPath.is(bytes, before, path.length())).as(path).isEqualTo(expected);
        }
        assertThat(clean).isBetween(20_000, 80_000);
    }

    @Test
    void aPathOnItsOwnIsReadToItsEnd() {
        assertThat(isClean("/usr/lib")).isTrue();
        assertThat(isClean("/usr/lib/")).isFalse();
        assertThat(isClean("/usr/lib/x86_64-linux-gnu/libc.so.6")).isTrue();
        assertThat(isClean("/usr/lib/../x86")).isFalse();
        assertThat(isClean("/1234567/.x")).isFalse();
        assertThat(isClean("/")).isFalse();
        assertThat(isClean("")).isFalse();
    }

    private static boolean isClean(String path) {
        byte[] bytes = ByteString.of(path).array();
        return CleanPath.is(bytes, 0, bytes.length);
    }
}
