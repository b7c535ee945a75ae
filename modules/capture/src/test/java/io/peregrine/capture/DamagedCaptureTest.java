package io.peregrine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.testkit.Mutation;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedCaptureTest {
    @TempDir
    Path folder;

    @Test
    void damageNeverEndsInAnythingButASentence() throws Exception {
        byte[] whole = Arrays.copyOf(RecordedCapture.SYSCALLS.unpacked(), 1 << 15);
        int failed = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = new Mutation(round).of(whole);
            failed += readsToTheEnd(Files.write(folder.resolve("damaged.scap"), damaged)) ? 0 : 1;
        }
        assertThat(failed).isGreaterThan(1000);
    }

    @Test
    void damagedGzipNeverEndsInAnythingButASentence() throws Exception {
        byte[] whole = RecordedCapture.SYSCALLS.packed();
        int failed = 0;
        for (int round = 0; round < 200; round++) {
            byte[] damaged = new Mutation(round).of(whole);
            failed += readsToTheEnd(Files.write(folder.resolve("damaged.scap.gz"), damaged)) ? 0 : 1;
        }
        assertThat(failed).isGreaterThan(100);
    }

    private static boolean readsToTheEnd(Path file) {
        try (CaptureSource source = CaptureSource.open(file, new CollectedSnapshot())) {
            EventView view = new EventView();
            while (source.next(view) == Outcome.EVENT) {
                for (int param = 0; param < view.paramCount(); param++) {
                    view.bytes(param);
                }
            }
            return true;
        } catch (SourceException e) {
            assertThat(e.getMessage()).startsWith("The ").endsWith(".").doesNotContain("Exception", "null");
            return false;
        }
    }
}
