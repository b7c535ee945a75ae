package io.peregrine.state.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are addresses of containers, and whose. */
class ContainerAddressesTest {
    private static final ByteString WEB = ByteString.of("web");
    private static final ByteString SHOP = ByteString.of("shop");
    private static final long ADDRESS = 10L << 24 | 88 << 16 | 255;

    private final ContainerAddresses addresses = new ContainerAddresses();

    @Test
    void anAddressIsItsContainersUntilItHasAnother() {
        addresses.set(WEB, ByteString.of("10.88.0.255"));
        addresses.set(SHOP, ByteString.of("10.88.0.255"));
        assertThat(addresses.has(WEB, ADDRESS)).isTrue();

        addresses.set(WEB, ByteString.EMPTY);
        assertThat(addresses.isKnown(WEB)).isFalse();
        assertThat(addresses.isAny(ADDRESS)).isTrue();
        addresses.set(SHOP, ByteString.of("10.88.1.0"));
        assertThat(addresses.isAny(ADDRESS)).isFalse();
        assertThat(addresses.isAny(10L << 24 | 88 << 16 | 1 << 8)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.88.0",
                "10.88.0.",
                "10..0.1",
                "10.88.0.256",
                "10.88.0.1000",
                "1.2.3.4.5",
                "fd00::1",
                "10.88.0.x"
            })
    void anythingElseIsNone(String text) {
        addresses.set(WEB, ByteString.of(text));
        assertThat(addresses.isKnown(WEB)).isFalse();
    }
}
