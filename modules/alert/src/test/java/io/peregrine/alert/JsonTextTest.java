package io.peregrine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void escapesWhatJsonForbidsAndKeepsTheRest() {
        assertThat(string("a\"b\\c/\b\f\n\r\t\u0001\u001f\u007fé漢\uD83D\uDE00"))
                .isEqualTo("\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\u007fé漢\uD83D\uDE00\"");
    }

    @Test
    void replacesHalvesOfSurrogatePairs() {
        assertThat(string("\uD83Dx\uDE00\uD83D")).isEqualTo("\"\uFFFDx\uFFFD\uFFFD\"");
    }

    @Test
    void integersKeepTheirSignAndRange() {
        assertThat(value(FieldValue.of(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
        assertThat(value(new FieldValue.Unsigned(-1))).isEqualTo("18446744073709551615");
        assertThat(value(FieldValue.of(true))).isEqualTo("true");
        assertThat(value(FieldValue.absent())).isEqualTo("null");
    }

    @Test
    void realsHaveAPointOrAnExponent() {
        assertThat(value(FieldValue.of(0.0))).isEqualTo("0.0");
        assertThat(value(FieldValue.of(-0.0))).isEqualTo("-0.0");
        assertThat(value(FieldValue.of(13.2))).isEqualTo("13.2");
        assertThat(value(FieldValue.of(100.0))).isEqualTo("100.0");
        assertThat(value(FieldValue.of(-2.5))).isEqualTo("-2.5");
        assertThat(value(FieldValue.of(0.001))).isEqualTo("0.001");
        assertThat(value(FieldValue.of(0.00001))).isEqualTo("1e-05");
        assertThat(value(FieldValue.of(1.25e-7))).isEqualTo("1.25e-07");
        assertThat(value(FieldValue.of(123456789012345.0))).isEqualTo("123456789012345.0");
        assertThat(value(FieldValue.of(1e15))).isEqualTo("1e+15");
        assertThat(value(FieldValue.of(1.5e300))).isEqualTo("1.5e+300");
        assertThat(value(FieldValue.of(Double.NaN))).isEqualTo("null");
    }

    @Test
    void realsReadBackToTheSameNumber() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(value(FieldValue.of(number)))).isEqualTo(number);
            }
        }
    }

    private static String string(String text) {
        return value(FieldValue.of(text));
    }

    private static String value(FieldValue value) {
        return JsonText.of(value);
    }
}
