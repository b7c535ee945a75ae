package io.peregrine.event.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.schema.FlagSet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of single values. */
class TextsTest {
    private static String text(Consumer<TextBuffer> writer) {
        TextBuffer out = new TextBuffer();
        writer.accept(out);
        return out.copy().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "/tmp/,a,/tmp/a",
        "/tmp/,../a,/a",
        "/tmp/,../../../a,/a",
        "/tmp/,/x/./y/..//z/,/x/z",
        "/tmp/,..,/",
        "/tmp/,.,/tmp",
        "/tmp/,.hidden/...,/tmp/.hidden/...",
        "'',/foo/../a,/a",
        "'',foo/../a,a",
        "/,a/,/a",
        "/tmp/,/,/",
    })
    void pathsAreCleaned(String directory, String path, String expected) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        assertThat(text(out -> PathText.of(Compatibility.RIGHT)
                        .concatenate(out, ByteString.of(directory), bytes, 0, bytes.length)))
                .isEqualTo(expected);
    }

    private static String joined(String path, Compatibility compatibility) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        return text(out -> PathText.of(compatibility).concatenate(out, ByteString.of("/tmp/"), bytes, 0, bytes.length));
    }

    @Test
    void aPathThatDoesNotFitSaysSo() {
        String tooLong = "/DIR_TOO_LONG/FILENAME_TOO_LONG";
        assertThat(joined("x".repeat(1020), Compatibility.EXACT)).isEqualTo(tooLong);
        assertThat(joined("x".repeat(1020), Compatibility.RIGHT)).isEqualTo("/tmp/" + "x".repeat(1020));
        assertThat(joined("x".repeat(4096), Compatibility.RIGHT)).isEqualTo(tooLong);
    }

    @Test
    void paddingHidesNoPath() {
        for (String padded : List.of(
                "/etc/" + "./".repeat(600) + "shadow",
                "/etc" + "/".repeat(1200) + "shadow",
                "/etc/" + "x/../".repeat(800) + "shadow")) {
            assertThat(joined(padded, Compatibility.RIGHT)).isEqualTo("/etc/shadow");
            assertThat(joined(padded, Compatibility.EXACT)).isEqualTo("/DIR_TOO_LONG/FILENAME_TOO_LONG");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "::1,",
        "::,",
        "1::,",
        "2001:db8::1:0:0:1,",
        "2001:db8:0:1:1:1:1:1,",
        "fe80::1:2:3:4,",
        "::ffff:1.2.3.4,",
        "::102:304,::1.2.3.4",
        "1:2:3:4:5:6:7:0,",
    })
    void ipv6AddressesAreShortened(String address, String expected) throws UnknownHostException {
        byte[] bytes = new byte[16];
        byte[] parsed = InetAddress.getByName(address).getAddress();
        if (parsed.length == 4) {
            bytes[10] = -1;
            bytes[11] = -1;
            System.arraycopy(parsed, 0, bytes, 12, 4);
        } else {
            System.arraycopy(parsed, 0, bytes, 0, 16);
        }
        assertThat(text(out -> NetworkText.appendAddress(out, bytes, 0, 16)))
                .isEqualTo(expected == null ? address : expected);
    }

    @Test
    void flagsNameEachBitOnce() {
        FlagSet set = new FlagSet(
                "open",
                List.of(
                        new FlagSet.Entry("BOTH", 3),
                        new FlagSet.Entry("READ", 1),
                        new FlagSet.Entry("WRITE", 2),
                        new FlagSet.Entry("MORE", 8),
                        new FlagSet.Entry("NONE", 0)));
        assertThat(text(out -> FlagText.appendFlags(out, set, 3))).isEqualTo("BOTH");
        assertThat(text(out -> FlagText.appendFlags(out, set, 11))).isEqualTo("BOTH|MORE");
        assertThat(text(out -> FlagText.appendFlags(out, set, 0))).isEqualTo("NONE");
        assertThat(text(out -> FlagText.appendFlags(out, set, 16))).isEmpty();
        assertThat(text(out -> FlagText.appendEnum(out, set, 2))).isEqualTo("WRITE");
        assertThat(text(out -> FlagText.appendEnum(out, set, 10))).isEmpty();
    }

    @Test
    void buffersHaveFourForms() {
        byte[] bytes = "ab\n12".getBytes(StandardCharsets.UTF_8);
        assertThat(text(out -> BufferText.append(out, bytes, 0, 5, BufferFormat.DOTS)))
                .isEqualTo("ab.12");
        assertThat(text(out -> BufferText.append(out, bytes, 0, 5, BufferFormat.BASE64)))
                .isEqualTo("YWIKMTI=");
        assertThat(text(out -> BufferText.append(out, bytes, 0, 5, BufferFormat.HEX)))
                .isEqualTo("\n\t0x0000: 6162 0a31 32\n");
        assertThat(text(out -> BufferText.append(out, bytes, 0, 5, BufferFormat.HEX_ASCII)))
                .isEqualTo("\n\t0x0000: 6162 0a31 32" + " ".repeat(27) + "ab.12\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1500000000,1.5s",
        "1,1e-09s",
        "200000000,0.2s",
        "1234567890123,1234.57s",
        "0,0s",
        "99999999,0.1s",
        "1000000000000000,1e+06s"
    })
    void durationsHaveSixDigits(long nanoseconds, String expected) {
        assertThat(text(out -> TimeText.appendSeconds(out, nanoseconds))).isEqualTo(expected);
    }

    @Test
    void numbersKeepTheirSignAndWidth() {
        assertThat(text(out -> out.appendDecimal(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
        assertThat(text(out -> out.appendUnsigned(-1))).isEqualTo("18446744073709551615");
        assertThat(text(out -> out.appendUnsigned(42, 9))).isEqualTo("000000042");
        assertThat(text(out -> out.appendBits(0x1ff, 3, true))).isEqualTo("777");
        assertThat(text(out -> out.appendBits(0, 4, true))).isEqualTo("0");
        Random random = new Random(8);
        for (int round = 0; round < 20_000; round++) {
            long value = random.nextLong() >>> random.nextInt(64);
            int width = random.nextInt(21);
            String digits = Long.toUnsignedString(value);
            assertThat(text(out -> out.appendUnsigned(value, width)))
                    .isEqualTo("0".repeat(Math.max(0, width - digits.length())) + digits);
        }
    }

    @Test
    void namesOfErrorsAndSignals() {
        assertThat(ErrorText.name(-2)).isEqualTo("ENOENT");
        assertThat(ErrorText.name(100_000)).isEmpty();
        assertThat(text(out -> SignalText.appendSet(out, 0b1_0000_0001))).isEqualTo("SIGHUP SIGKILL");
        assertThat(text(out -> CapabilityText.append(out, 0b100001))).isEqualTo("CAP_CHOWN CAP_KILL");
    }
}
