package io.peregrine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.RecordedKind;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.EventWriter;
import io.peregrine.event.SourceException;
import io.peregrine.schema.EventCodes;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaptureWriterTest {
    @TempDir
    Path folder;

    /** An event as it can be compared. */
    private record Kept(int cpu, ByteString bytes) {
        static Kept of(EventView view) {
            return new Kept(view.cpu(), ByteString.copy(view.array(), view.offset(), view.length()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReadBackEqualsWhatWasWritten(Packing packing) throws Exception {
        CollectedSnapshot state = new CollectedSnapshot();
        Path copy = folder.resolve("copy.scap");
        List<Kept> written = new ArrayList<>();
        try (CaptureSource source = CaptureSource.open(RecordedCapture.SUSPICIOUS.in(folder), state);
                CaptureWriter writer = CaptureWriter.create(copy, packing)) {
            writer.state(state);
            EventView view = new EventView();
            while (source.next(view) == Outcome.EVENT) {
                writer.event(view);
                written.add(Kept.of(view));
            }
        }

        CollectedSnapshot back = new CollectedSnapshot();
        assertThat(read(copy, back)).isEqualTo(written);
        assertThat(back).usingRecursiveComparison().isEqualTo(state);
    }

    @Test
    void everyKindOfRecordSurvives() throws Exception {
        CollectedSnapshot state = new CollectedSnapshot();
        read(RecordedCapture.CONTAINER.in(folder), state);
        ProcessRecord process = state.processes.getFirst();
        state.processes.add(new ProcessRecord(
                new ProcessRecord.Identity(7, 6, 5, 4, 3, 2, 1, 9),
                new ProcessRecord.Command(
                        ByteString.of("c"),
                        ByteString.of("e"),
                        ByteString.EMPTY,
                        ByteString.of("-a\0-b\0"),
                        ByteString.EMPTY),
                new ProcessRecord.Place(
                        ByteString.of("/w/"), ByteString.of("/"), ByteString.of("cpu=/x\0"), 1L << 40, 34816),
                new ProcessRecord.Credentials(0, -1, 1000, 1, 1L << 40, -1),
                new ProcessRecord.Memory(1, 2, 3, 4, 5),
                new ProcessRecord.Executable(true, false, true, true, 77, 88, 99),
                1024,
                process.flags()));
        long owner = 7;
        DescriptorRecord[] records = {
            new DescriptorRecord.Connection(3, 4, address(4, 1), address(4, 2), 80, 65535, 2),
            new DescriptorRecord.Connection(4, 4, address(16, 1), address(16, 2), 1, 53, 3),
            new DescriptorRecord.BoundSocket(5, 6, address(4, 3), 443, 2),
            new DescriptorRecord.BoundSocket(6, 6, address(16, 3), 443, 5),
            new DescriptorRecord.UnixSocket(7, 1, -1, 2, ByteString.of("/run/x.sock")),
            new DescriptorRecord.OpenFile(8, 9, 4097, ByteString.of("/etc/passwd"), 65024),
        };
        for (DescriptorRecord record : records) {
            state.descriptors.add(new CollectedSnapshot.Owned(owner, record));
        }
        for (RecordedKind kind : RecordedKind.values()) {
            DescriptorRecord named = new DescriptorRecord.Named(20 + kind.code(), 1, kind, ByteString.of(kind.name()));
            state.descriptors.add(new CollectedSnapshot.Owned(owner, named));
        }
        Path file = folder.resolve("state.scap");
        try (CaptureWriter writer = CaptureWriter.create(file, Packing.GZIP)) {
            writer.state(state);
            EventView view = new EventView();
            event(view, 10);
            writer.event(view);
        }

        CollectedSnapshot back = new CollectedSnapshot();
        assertThat(read(file, back)).hasSize(1);
        assertThat(back)
                .usingRecursiveComparison()
                .ignoringFields("begun", "ended")
                .isEqualTo(state);
    }

    private static ByteString address(int size, int first) {
        byte[] bytes = new byte[size];
        bytes[0] = (byte) first;
        bytes[size - 1] = (byte) 200;
        return ByteString.wrap(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void showsEverythingThatWasFlushed(Packing packing) throws Exception {
        Path file = folder.resolve("open.scap");
        EventView view = new EventView();
        try (CaptureWriter writer = CaptureWriter.create(file, packing)) {
            writer.state(new CollectedSnapshot());
            for (int round = 1; round <= 5; round++) {
                for (int i = 0; i < 100; i++) {
                    event(view, i);
                    writer.event(view);
                }
                writer.flush();
                assertThat(writer.fileSize()).isEqualTo(Files.size(file));
                assertThat(readWhatIsThere(file)).isEqualTo(100 * round);
            }
        }
        assertThat(read(file, new CollectedSnapshot())).hasSize(500);
    }

    @Test
    void writesEventsLongerThanSixtyFourKilobytes() throws Exception {
        Path file = folder.resolve("large.scap");
        EventView view = new EventView();
        EventWriter plugin = new EventWriter();
        List<Kept> written = new ArrayList<>();
        try (CaptureWriter writer = CaptureWriter.create(file, Packing.NONE)) {
            writer.state(new CollectedSnapshot());
            for (int size : new int[] {1, 100_000, 3_000_000, 10, 1_100_000}) {
                plugin.begin(EventCodes.PLUGINEVENT_E, 1, 2, 2)
                        .number(3, 4)
                        .bytes(new byte[size])
                        .wrapIn(view, 1);
                writer.event(view);
                written.add(Kept.of(view));
            }
        }
        assertThat(read(file, new CollectedSnapshot())).isEqualTo(written);
    }

    @Test
    void addressesThatAreNotKnownAreZero() throws Exception {
        CollectedSnapshot state = new CollectedSnapshot();
        state.interfaces.add(
                new InterfaceRecord(ByteString.of("lo"), address(16, 0), address(16, 255), ByteString.EMPTY, 0));
        state.interfaces.add(
                new InterfaceRecord(ByteString.of("eth0"), address(4, 10), ByteString.EMPTY, ByteString.EMPTY, 0));
        Path file = folder.resolve("state.scap");
        EventView view = new EventView();
        event(view, 10);
        try (CaptureWriter writer = CaptureWriter.create(file, Packing.NONE)) {
            writer.state(state);
            writer.event(view);
        }

        CollectedSnapshot back = new CollectedSnapshot();
        assertThat(read(file, back)).hasSize(1);
        assertThat(back.interfaces.get(0).broadcast()).isEqualTo(ByteString.wrap(new byte[16]));
        assertThat(back.interfaces.get(1).netmask()).isEqualTo(ByteString.wrap(new byte[4]));
    }

    private static void event(EventView view, long time) {
        new EventWriter()
                .begin(EventCodes.SYSCALL_CLOSE_X, time, 2, 2)
                .number(0, 8)
                .number(3, 8)
                .wrapIn(view, 0);
    }

    private static List<Kept> read(Path file, CollectedSnapshot state) throws SourceException {
        List<Kept> events = new ArrayList<>();
        try (CaptureSource source = CaptureSource.open(file, state)) {
            EventView view = new EventView();
            while (source.next(view) == Outcome.EVENT) {
                events.add(Kept.of(view));
            }
        }
        return events;
    }

    private static int readWhatIsThere(Path file) {
        int count = 0;
        try (CaptureSource source = CaptureSource.open(file, new CollectedSnapshot())) {
            EventView view = new EventView();
            while (source.next(view) == Outcome.EVENT) {
                count++;
            }
        } catch (SourceException e) {
            assertThat(e).hasMessageContaining("its compressed data ends early");
        }
        return count;
    }
}
