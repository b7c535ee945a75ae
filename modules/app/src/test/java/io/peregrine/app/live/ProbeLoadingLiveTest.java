package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationLoader;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.event.SourceException;
import io.peregrine.probe.ProbeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is loaded before the configuration is read. */
class ProbeLoadingLiveTest {
    @BeforeEach
    void needRoot() {
        Assumptions.assumeTrue(
                Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")) && Files.isWritable(Path.of("/sys/fs/bpf")),
                "watching this machine needs root and a kernel with type information");
    }

    private static Configuration configuration(String... settings) throws Exception {
        return new ConfigurationLoader(List.of(), Map.of())
                .load(new ConfigurationRequest(Optional.empty(), List.of(settings), List.of("rules"), "", false))
                .values();
    }

    @Test
    void isWhatAConfigurationThatSaysNothingNeeds() throws Exception {
        try (ProbeLoading usual = ProbeLoading.usual()) {
            assertThat(usual.as(configuration())).isSameAs(usual);
            try (ProbeSource probe = usual.take()) {
                assertThat(probe).isNotNull();
            }
            usual.takeIterators().close();
        }
    }

    @Test
    void givesWayToWhatAnotherConfigurationNeeds() throws Exception {
        try (ProbeLoading usual = ProbeLoading.usual();
                ProbeLoading other = usual.as(configuration("engine.modern_ebpf.buf_size_preset=2"))) {
            assertThat(other).isNotSameAs(usual);
            try (ProbeSource probe = other.take()) {
                assertThat(probe).isNotNull();
            }
        }
    }

    @Test
    void isNothingForAReplay() throws Exception {
        try (ProbeLoading usual = ProbeLoading.usual();
                ProbeLoading none = usual.as(configuration("engine.kind=replay", "engine.replay.capture_file=x"))) {
            assertThatThrownBy(none::take).isInstanceOf(SourceException.class).hasMessageContaining("no probe");
        }
    }
}
