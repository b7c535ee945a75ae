package io.peregrine.app.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.terminal.Progress;
import io.peregrine.app.terminal.Style;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureSummaryTest {
    @TempDir
    Path folder;

    @Test
    void tellsWhatIsInACapture() throws Exception {
        String text = SummaryText.text(
                CaptureSummary.of(RecordedCapture.SUSPICIOUS.in(folder), Progress.none(), Assertions::fail),
                Style.PLAIN);

        assertThat(text)
                .contains("Events       21324\n")
                .contains("First        2026-11-21T19:44:44.258052404Z\n")
                .contains("\n    29616 suspicious.sh /opt/conformance/suspicious.sh /tmp/scratch (2208)\n"
                        + "      29617 cat /etc/shadow (252)\n")
                .contains("        1838  openat\n")
                .contains("\nFiles most used\n", "  /etc/ld.so.cache\n")
                .doesNotContain("Damage");
    }

    @Test
    void jsonHoldsTheSame() throws Exception {
        assertThat(SummaryText.json(
                        CaptureSummary.of(RecordedCapture.SYSCALLS.in(folder), Progress.none(), Assertions::fail)))
                .startsWith("{\"hostname\":\"vm\",\"cpus\":2,\"events\":2619,")
                .contains("\"processes\":[{\"pid\":28434,", "\"types\":{\"", "\"connections\":[{\"name\":\"127.0.0.1:")
                .endsWith("]}")
                .doesNotContain("\n");
    }

    @Test
    void aDamagedCaptureIsSummedUpAsFarAsItGoes() throws Exception {
        byte[] whole = RecordedCapture.SYSCALLS.unpacked();
        Path cut = Files.write(folder.resolve("cut.scap"), Arrays.copyOf(whole, whole.length / 2));

        CaptureSummary summary = CaptureSummary.of(cut, Progress.none(), Assertions::fail);

        assertThat(summary.events()).isBetween(100L, 2618L);
        assertThat(SummaryText.text(summary, Style.PLAIN)).contains("Damage       The capture " + cut + " is damaged");
    }
}
