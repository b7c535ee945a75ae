package io.peregrine.engine.eval.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPrefixesTest {
    private static boolean matches(String path, String... members) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        return PathPrefixes.of(List.of(members).stream()
                        .map(member -> member.getBytes(StandardCharsets.UTF_8))
                        .toList())
                .matches(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "/var, /var/lib, true",
        "/var, /var, true",
        "/var/lib, /var, false",
        "/var, /variable, false",
        "/var/, //var//lib, true",
        "/, /x, true",
        "/, '', true",
        "'', /x, true",
        "/etc/*.conf, /etc/a.conf, true",
        "/etc/*.conf, /etc/a.conf/b, true",
        "/etc/*.conf, /etc/x/a.conf, false",
        "/h*/?, /home/u, true",
        "/h*/?, /home/user, false",
        "relative, relative/x, true",
        "relative, /relative, true",
    })
    void oneMember(String member, String path, boolean expected) {
        assertThat(matches(path, member)).isEqualTo(expected);
    }

    @Test
    void noMemberHoldsNothing() {
        assertThat(matches("/x")).isFalse();
    }

    @Test
    void aShorterMemberCoversLongerOnesInEitherOrder() {
        assertThat(matches("/usr/bin", "/usr/lib", "/usr")).isTrue();
        assertThat(matches("/usr/bin", "/usr", "/usr/lib")).isTrue();
    }

    @Test
    void fixedAndPatternComponentsStandBesideEachOther() {
        assertThat(matches("/a/c", "/a/b", "/*/c")).isTrue();
        assertThat(matches("/a/d", "/a/b", "/*/c")).isFalse();
    }

    @Test
    void aPatternBehindAFailedOneSeesTheNextComponent() {
        assertThat(matches("/x/y", "/y*", "/*/never")).isTrue();
        assertThat(matches("/y/z", "/y*", "/*/never")).isFalse();
    }
}
