package io.peregrine.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.testkit.RecordedCapture;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the writer writes, seen by others. */
class ReferenceLayoutTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aCopyEqualsTheReferencesFileByteForByte(RecordedCapture capture) throws Exception {
        assertThat(Files.readAllBytes(copy(capture))).isEqualTo(capture.unpacked());
    }

    @Test
    void tsharkDecodesEveryBlock() throws Exception {
        Path tshark = Path.of("/usr/bin/tshark");
        assumeTrue(Files.isExecutable(tshark), "tshark is not installed");
        Process process = new ProcessBuilder(
                        tshark.toString(), "-r", copy(RecordedCapture.SYSCALLS).toString(), "-V")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text;
        try (InputStream output = process.getInputStream()) {
            text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).isZero();
        assertThat(text.lines().filter(line -> line.equals("Sysdig Event")).count())
                .isEqualTo(RecordedCapture.SYSCALLS.events());
        assertThat(text).contains("Event type: openat").doesNotContainIgnoringCase("malformed");
    }

    private Path copy(RecordedCapture capture) throws Exception {
        Path copy = folder.resolve("copy.scap");
        CollectedSnapshot state = new CollectedSnapshot();
        try (CaptureSource source = CaptureSource.open(capture.in(folder), state);
                CaptureWriter writer = CaptureWriter.create(copy, Packing.NONE)) {
            writer.state(state);
            EventView view = new EventView();
            while (source.next(view) == Outcome.EVENT) {
                writer.event(view);
            }
        }
        return copy;
    }
}
