package io.peregrine.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.testkit.RecordedCapture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaptureSourceTest {
    @TempDir
    Path folder;

    private final CollectedSnapshot snapshot = new CollectedSnapshot();

    @ParameterizedTest
    @EnumSource
    void readsEveryEventPackedAndPlain(RecordedCapture capture) throws Exception {
        assertThat(countEvents(capture.in(folder))).isEqualTo(capture.events());
        assertThat(countEvents(write(capture.unpacked()))).isEqualTo(capture.events());
    }

    @Test
    void readsAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "this machine has no mkfifo");
        byte[] bytes = RecordedCapture.SYSCALLS.unpacked();
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                Files.write(pipe, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(countEvents(pipe)).isEqualTo(RecordedCapture.SYSCALLS.events());
        writer.join();
    }

    @Test
    void deliversTheStateThatTheCaptureBeginsWith() throws Exception {
        countEvents(RecordedCapture.SYSCALLS.in(folder));

        assertThat(snapshot.machines).singleElement().satisfies(machine -> {
            assertThat(machine.cpus()).isEqualTo(2);
            assertThat(machine.hostname()).isEqualTo(ByteString.of("vm"));
        });
        assertThat(snapshot.users).hasSize(24).anySatisfy(user -> {
            assertThat(user.name()).isEqualTo(ByteString.of("root"));
            assertThat(user.home()).isEqualTo(ByteString.of("/root"));
        });
        assertThat(snapshot.groups).hasSize(48);
        assertThat(snapshot.interfaces).hasSize(5);
        assertThat(snapshot.processes).singleElement().satisfies(process -> {
            assertThat(process.identity().vpgid()).isEqualTo(28434);
            assertThat(process.command().exePath()).isEqualTo(ByteString.of("/usr/bin/bash"));
        });
        assertThat(snapshot.descriptors).hasSize(5);
        assertThat(snapshot.descriptors.getFirst().descriptor())
                .isEqualTo(new DescriptorRecord.OpenFile(0, 3, 0, ByteString.of("/dev/null"), 6));
        assertThat(snapshot.begun).isEqualTo(1);
        assertThat(snapshot.ended).isEqualTo(1);
    }

    @Test
    void readsSectionsOneBehindAnother() throws Exception {
        byte[] one = RecordedCapture.SYSCALLS.packed();
        byte[] two = Arrays.copyOf(one, one.length * 2);
        System.arraycopy(one, 0, two, one.length, one.length);

        assertThat(countEvents(write(two))).isEqualTo(2 * RecordedCapture.SYSCALLS.events());
        assertThat(snapshot.begun).isEqualTo(2);
        assertThat(snapshot.processes).hasSize(1);
    }

    @Test
    void deliversWhatComesBeforeTheDamageAndNamesIt() throws Exception {
        byte[] whole = RecordedCapture.SYSCALLS.unpacked();

        assertThat(failure(write(Arrays.copyOf(whole, whole.length - 1000))))
                .matches("The capture .* is damaged at byte \\d+ of its contents: it ends inside a block; "
                        + "\\d{4} events were read before\\.");
        whole[whole.length - 1]++;
        assertThat(failure(write(whole)))
                .contains("is closed as one of", (RecordedCapture.SYSCALLS.events() - 1) + " events were read before.");
        byte[] packed = RecordedCapture.SYSCALLS.packed();
        assertThat(failure(write(Arrays.copyOf(packed, packed.length - 100))))
                .contains("its compressed data ends early")
                .matches(".* \\d{4} events were read before\\.");
    }

    @Test
    void saysInOneSentenceWhyAFileCannotBeRead() throws Exception {
        assertThatThrownBy(() -> open(folder.resolve("absent")))
                .isInstanceOf(SourceException.class)
                .hasMessageMatching("Cannot open the capture .*absent: there is no such file\\.");
        assertThat(failure(folder)).contains("it is a directory.");
        assertThat(failure(write(new byte[0]))).endsWith("is empty.");
        assertThat(failure(write("#!/bin/sh\necho hello\n".getBytes())))
                .contains("is no capture: it does not begin with");
        assertThat(failure(write(new byte[] {0x0a, 0x0d, 0x0d, 0x0a}))).contains("is no capture");
        byte[] whole = RecordedCapture.SYSCALLS.unpacked();
        whole[8]++;
        assertThat(failure(write(whole))).contains("the section header has a wrong magic number");
    }

    private Path write(byte[] contents) throws IOException {
        return Files.write(folder.resolve("capture.scap"), contents);
    }

    private CaptureSource open(Path file) throws SourceException {
        return CaptureSource.open(file, snapshot);
    }

    private String failure(Path file) {
        try {
            countEvents(file);
        } catch (SourceException e) {
            return e.getMessage();
        }
        return "no failure";
    }

    private long countEvents(Path file) throws SourceException {
        try (CaptureSource source = open(file)) {
            EventView view = new EventView();
            long count = 0;
            while (source.next(view) == Outcome.EVENT) {
                count++;
            }
            return count;
        }
    }
}
