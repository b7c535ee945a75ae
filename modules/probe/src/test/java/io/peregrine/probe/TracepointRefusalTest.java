package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.ffi.Errno;
import io.peregrine.ffi.NativeException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracepointRefusalTest {
    private static final NativeException REFUSED = new NativeException("refused", Errno.EACCES);

    @TempDir
    private Path folder;

    @Test
    void namesTheSettingWithWhichDebiansKernelsRefuse() throws Exception {
        Path paranoid = Files.writeString(folder.resolve("paranoid"), "3\n");
        assertThat(TracepointRefusal.of(REFUSED, paranoid).sentence())
                .isEqualTo(
                        "refused; this kernel gives tracepoints to CAP_SYS_ADMIN alone while kernel.perf_event_paranoid is 3, and to CAP_PERFMON, too, when it is 2");
    }

    @Test
    void saysNoMoreThanTheKernelWhereThatIsNotTheReason() throws Exception {
        Path paranoid = Files.writeString(folder.resolve("paranoid"), "2\n");
        assertThat(TracepointRefusal.of(REFUSED, paranoid).sentence()).isEqualTo("refused");
        assertThat(TracepointRefusal.of(REFUSED, folder.resolve("absent")).sentence())
                .isEqualTo("refused");
        Files.writeString(paranoid, "3\n");
        assertThat(TracepointRefusal.of(new NativeException("busy", Errno.ENOENT), paranoid)
                        .sentence())
                .isEqualTo("busy");
    }
}
