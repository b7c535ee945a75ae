package io.peregrine.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextEncodingTest {
    private static final String TEXT = "- rule: größe 日本 😀\n";
    private static final List<Charset> WIDE = List.of(
            StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32BE, StandardCharsets.UTF_32LE);

    @Test
    void everyEncodingIsReadWithAndWithoutItsMark() throws Exception {
        for (Charset charset : WIDE) {
            for (String text : List.of(TEXT, "a", "", "\n", "# x")) {
                assertThat(TextEncoding.decode(("\ufeff" + text).getBytes(charset)))
                        .as(charset + " with a mark")
                        .isEqualTo(text);
                assertThat(TextEncoding.decode(text.getBytes(charset)))
                        .as("%s", charset)
                        .isEqualTo(text);
                assertThat(TextEncoding.decodeLeniently(("\ufeff" + text).getBytes(charset)))
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void utf8StaysAsItIs() throws Exception {
        for (String text : List.of(TEXT, "\ufeff" + TEXT, "", "a", "ab", "é", "\0", "a\0", "\0\0\0\0")) {
            if (text.indexOf('\0') < 0) {
                assertThat(TextEncoding.decode(text.getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(text);
            }
            assertThat(TextEncoding.decodeLeniently(text.getBytes(StandardCharsets.UTF_8)))
                    .isNotNull();
        }
    }

    @Test
    void whatIsNoTextIsAFaultOrReplaced() {
        byte[] odd = {(byte) 0xFF, (byte) 0xFE, 'a', 0, 'b'};
        assertThatThrownBy(() -> TextEncoding.decode(odd)).isInstanceOf(CharacterCodingException.class);
        assertThat(TextEncoding.decodeLeniently(odd)).isEqualTo("a\ufffd");
        byte[] latin = {'a', (byte) 0xE9};
        assertThatThrownBy(() -> TextEncoding.decode(latin)).isInstanceOf(CharacterCodingException.class);
        assertThat(TextEncoding.decodeLeniently(latin)).isEqualTo("a\ufffd");
    }
}
