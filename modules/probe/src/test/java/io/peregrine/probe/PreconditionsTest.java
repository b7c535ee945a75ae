package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreconditionsTest {
    private static final String ROOT = "000001ffffffffff";

    @TempDir
    private Path folder;

    private Path types;

    @BeforeEach
    void pretendTypes() throws IOException {
        types = Files.createFile(folder.resolve("vmlinux"));
    }

    @Test
    void holdForRoot() throws Exception {
        assertThat(on("amd64", ROOT, types).machine()).isEqualTo(Architecture.X86_64);
        assertThat(on("aarch64", ROOT, types).machine()).isEqualTo(Architecture.AARCH64);
    }

    @Test
    void holdForTheTwoCapabilities() throws Exception {
        assertThat(on("amd64", "000000c000000000", types).machine()).isEqualTo(Architecture.X86_64);
    }

    @Test
    void nameTheCapabilityThatIsMissing() {
        assertThatThrownBy(() -> on("amd64", "0000008000000000", types).machine())
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "watching this machine needs root, or the capabilities CAP_BPF and CAP_PERFMON, of which CAP_PERFMON is"
                                + " missing: start Peregrine with sudo or scripts/least-privilege");
        assertThatThrownBy(() -> on("amd64", "0000000000000000", types).machine())
                .hasMessageContaining("of which CAP_BPF and CAP_PERFMON are missing");
    }

    @Test
    void nameWhatStaysUnknownForLackOfCapabilities() throws Exception {
        assertThat(on("amd64", ROOT, types).losses()).isEmpty();
        assertThat(on("amd64", "000000c000080004", types).losses()).isEmpty();
        assertThat(on("amd64", "000000c000000004", types).losses())
                .singleElement()
                .asString()
                .startsWith("CAP_SYS_PTRACE is missing")
                .contains("proc.exepath", "proc.cwd", "fd.*", "proc.env");
        assertThat(on("amd64", "000000c000080000", types).losses())
                .singleElement()
                .asString()
                .startsWith("CAP_DAC_READ_SEARCH is missing")
                .contains("fd.*", "proc.env");
        assertThat(on("amd64", "000000c000080002", types).losses())
                .as("CAP_DAC_OVERRIDE does as well")
                .isEmpty();
    }

    @Test
    void sayThatAKernelHasNoTypes() {
        assertThatThrownBy(() -> on("amd64", ROOT, folder.resolve("none")).machine())
                .hasMessageContaining("CONFIG_DEBUG_INFO_BTF");
    }

    @Test
    void sayThatTheMachineIsNotKnown() {
        assertThatThrownBy(() -> on("s390x", ROOT, types).machine()).hasMessageContaining("this is a s390x");
    }

    private Preconditions on(String architecture, String capabilities, Path typeFile) throws IOException {
        Path status = Files.writeString(
                folder.resolve("status"), "Name:\tjava\nCapEff:\t" + capabilities + "\nThreads:\t2\n");
        return new Preconditions(architecture, status, typeFile);
    }
}
