package io.peregrine.container.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.container.json.MalformedJsonException;
import io.peregrine.event.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerJsonTest {
    private static ByteString bytes(String text) {
        return ByteString.of(text);
    }

    private static Container read(String json) throws MalformedJsonException {
        return ContainerJsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Container full() {
        return new Container(
                ContainerType.CONTAINERD,
                bytes("0123456789ab"),
                bytes("0123456789ab" + "c".repeat(52)),
                bytes("žluť \"web\""),
                new Image(bytes("r/i:1"), bytes("abc"), bytes("r/i"), bytes("1"), bytes("sha256:f")),
                new Isolation(true, true, false, true),
                new Network(bytes("10.1.2.3"), bytes("{\"a\":1}"), List.of(new PortMapping(0x7f000001L, 8080, 80))),
                new Pod(true, bytes("f".repeat(64)), new Labels(Map.of("app", "web"))),
                new Labels(Map.of("b", "2", "a", "", "io.kubernetes.pod.name", "pod")),
                Container.Mounts.of(List.of(new Mount("/etc", "/host/etc", "ro", false, "rprivate"))),
                Probes.health(new ProbeCommand("/bin/sh", List.of("-c", "exit 0"))),
                new Container.Settings(
                        "app",
                        1_700_000_000L,
                        List.of("A=b"),
                        new Resources(1, 2, 3, 4, 5, 6, 7),
                        Container.Told.PART));
    }

    @Test
    void whatIsWrittenIsReadBack() throws MalformedJsonException {
        Container container = full();
        Container read = ContainerJsonReader.read(ContainerJsonWriter.write(container));
        assertThat(read).usingRecursiveComparison().isEqualTo(container);
        assertThat(read.labels().text()).isEqualTo(bytes("a, b:2"));
        assertThat(read.mounts().text()).isEqualTo(bytes("/etc:/host/etc:ro:false:rprivate"));
    }

    @Test
    void whatWasAnnouncedAloneIsToldFromTheWhole() throws MalformedJsonException {
        Container announced = Container.announced(ContainerType.DOCKER, "a".repeat(64), "web", Image.NONE);
        Container read = ContainerJsonReader.read(ContainerJsonWriter.write(announced));
        assertThat(read.settings().told()).isEqualTo(Container.Told.NAMES);
        assertThat(read.isDescribed()).isFalse();
        assertThat(read("{\"container\":{\"id\":\"a\",\"type\":0}}").isDescribed())
                .isTrue();
    }

    @Test
    void capturesByFalcoTellNoProbes() throws MalformedJsonException {
        Container container =
                read("{\"container\":{\"id\":\"a\",\"type\":0,\"Healthcheck\":{\"exe\":\"x\",\"args\":[]}}}");
        assertThat(container.probes()).isEqualTo(Probes.UNKNOWN);
        assertThat(container.type()).isEqualTo(ContainerType.DOCKER);
    }

    @Test
    void theFlatFormOfOldCapturesIsReadAndListsMayBeNull() throws MalformedJsonException {
        Container old = read("{\"id\":\"a\",\"type\":7,\"name\":\"n\",\"image\":\"i\",\"labels\":null,\"env\":null}");
        assertThat(old.name()).isEqualTo(bytes("n"));
        assertThat(old.image().repository().isEmpty()).isTrue();
        assertThat(old.settings().resources()).isEqualTo(Resources.USUAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"container\":3}",
                "{\"container\":{\"name\":\"without id\"}}",
                "{\"container\":{\"id\":\"a\",\"type\":\"docker\"}}",
                "{\"container\":{\"id\":\"a\",\"privileged\":1}}",
                "{\"container\":{\"id\":\"a\",\"labels\":[]}}",
                "{\"container\":{\"id\":\"a\",\"labels\":{\"a\":1}}}",
                "{\"container\":{\"id\":\"a\",\"Mounts\":{}}}"
            })
    void whatHasAnotherShapeIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> read("{\"id\":\"a\",\"x\":" + "[".repeat(100_000)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void aProbeReadsAsACommandLine() {
        assertThat(new ProbeCommand("/bin/true", List.of()).text()).isEqualTo("/bin/true");
        assertThat(full().probes().health()).map(ProbeCommand::text).isEqualTo(Optional.of("/bin/sh -c exit 0"));
    }
}
