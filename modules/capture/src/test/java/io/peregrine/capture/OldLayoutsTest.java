package io.peregrine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.RecordedKind;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.schema.EventCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts that no current program writes, built by hand. */
class OldLayoutsTest {
    @TempDir
    Path folder;

    private final CollectedSnapshot state = new CollectedSnapshot();

    @ParameterizedTest
    @CsvSource({
        "0x202,1",
        "0x8000ABCD,1",
        "0x207,2",
        "0x8013ABCD,2",
        "0x209,3",
        "0x8014ABCD,3",
        "0x210,4",
        "0x211,5",
        "0x212,6",
        "0x213,7",
        "0x214,8",
        "0x215,9"
    })
    void processListsOfEveryVersion(String type, int version) throws Exception {
        RawCapture capture = new RawCapture().block(Long.decode(type).intValue(), body -> {
            for (int tid = 10; tid < 13; tid++) {
                int number = tid;
                if (version >= 9) {
                    body.entry(true, entry -> oldProcess(entry, number, version));
                } else {
                    oldProcess(body, number, version);
                }
            }
        });

        read(capture);

        assertThat(state.processes).hasSize(3);
        ProcessRecord process = state.processes.get(2);
        assertThat(process.identity())
                .isEqualTo(new ProcessRecord.Identity(
                        12,
                        13,
                        14,
                        version >= 6 ? 15 : -1,
                        version >= 8 ? 16 : -1,
                        -1,
                        version >= 4 ? 5 : -1,
                        version >= 4 ? 6 : -1));
        assertThat(process.command())
                .isEqualTo(new ProcessRecord.Command(
                        ByteString.of("comm"),
                        ByteString.of("exe"),
                        ByteString.of(version >= 7 ? "/bin/exe" : ""),
                        ByteString.of("-a\0-b\0"),
                        ByteString.of(version >= 3 ? "A=1\0B=2\0" : "")));
        assertThat(process.place().cwd()).isEqualTo(ByteString.of("/home/"));
        assertThat(process.place().cgroups()).isEqualTo(ByteString.of(version >= 4 ? "cpu=/\0" : ""));
        assertThat(process.place().root()).isEqualTo(ByteString.of(version >= 5 ? "/root" : ""));
        assertThat(process.fdLimit()).isEqualTo(1024);
        assertThat(process.credentials()).isEqualTo(new ProcessRecord.Credentials(100, 200, -1, 0, 0, 0));
        assertThat(process.memory())
                .isEqualTo(
                        version >= 2
                                ? new ProcessRecord.Memory(1, 2, 3, 4, 5)
                                : new ProcessRecord.Memory(0, 0, 0, 0, 0));
    }

    private static void oldProcess(RawCapture.Body body, long tid, int version) {
        body.i64(tid).i64(tid + 1).i64(tid + 2);
        body.when(version >= 6, b -> b.i64(tid + 3)).when(version >= 8, b -> b.i64(tid + 4));
        body.text("comm").text("exe").when(version >= 7, b -> b.text("/bin/exe"));
        body.text("-a\0-b").text("/home/").i64(1024).i32(3).i32(100).i32(200);
        body.when(version >= 2, b -> b.i32(1).i32(2).i32(3).i64(4).i64(5));
        body.when(version >= 3, b -> b.text("A=1\0B=2"));
        body.when(version >= 4, b -> b.i64(5).i64(6).text("cpu=/\0"));
        body.when(version >= 5, b -> b.text("/root"));
    }

    @Test
    void theLengthOfAnEntryDecidesItsLastFields() throws Exception {
        RawCapture capture = new RawCapture().block(0x215, body -> {
            // What recorders before libs 0.10 wrote: the login, whether it is writable, three sets of capabilities.
            body.entry(true, entry -> {
                oldProcess(entry, 1, 9);
                entry.i32(1000).i8(1).i64(7).i64(8).i64(9);
            });
            // What later ones write, and more that nobody knows yet.
            body.entry(true, entry -> {
                oldProcess(entry, 2, 9);
                entry.i64(99)
                        .i32(5)
                        .i32(1001)
                        .i8(0)
                        .i64(1)
                        .i64(2)
                        .i64(3)
                        .i8(1)
                        .i64(4)
                        .i64(5)
                        .i64(6)
                        .i8(1)
                        .i8(0);
                entry.i64(2).i32(-1).i8(-1);
            });
        });

        read(capture);

        ProcessRecord first = state.processes.get(0);
        assertThat(first.credentials()).isEqualTo(new ProcessRecord.Credentials(100, 200, 1000, 7, 8, 9));
        assertThat(first.executable().writable()).isTrue();
        assertThat(first.place().tty()).isZero();
        assertThat(first.identity().pgid()).isEqualTo(-1);
        ProcessRecord second = state.processes.get(1);
        assertThat(second.place().pidNamespaceStart()).isEqualTo(99);
        assertThat(second.place().tty()).isEqualTo(5);
        assertThat(second.credentials()).isEqualTo(new ProcessRecord.Credentials(100, 200, 1001, 1, 2, 3));
        assertThat(second.executable()).isEqualTo(new ProcessRecord.Executable(false, true, false, true, 4, 5, 6));
        assertThat(second.identity().pgid()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0x203,false", "0x8001ABCD,false", "0x218,true"})
    void descriptorLists(String type, boolean sized) throws Exception {
        RawCapture capture = new RawCapture().block(Long.decode(type).intValue(), body -> {
            body.i64(42);
            descriptor(
                    body,
                    sized,
                    entry -> entry.i64(3).i64(9).i8(16).i32(1).text("/etc/x").when(sized, e -> e.i32(5)));
            descriptor(body, sized, entry -> entry.i64(4).i64(9).i8(7).text("pipe:[1]"));
            descriptor(body, sized, entry -> entry.i64(5).i64(9).i8(99));
            descriptor(
                    body,
                    sized,
                    entry -> entry.i64(6).i64(9).i8(5).raw("\1\2\3\4").i16(80).i8(2));
        });

        read(capture);

        assertThat(state.descriptors)
                .containsExactly(
                        owned(new DescriptorRecord.OpenFile(3, 9, 1, ByteString.of("/etc/x"), sized ? 5 : 0)),
                        owned(new DescriptorRecord.Named(4, 9, RecordedKind.FIFO, ByteString.of("pipe:[1]"))),
                        owned(new DescriptorRecord.Named(
                                5, 9, RecordedKind.UNSUPPORTED, ByteString.of("unknown-type:[99]"))),
                        owned(new DescriptorRecord.BoundSocket(6, 9, ByteString.of("\1\2\3\4"), 80, 2)));
    }

    private static void descriptor(
            RawCapture.Body body, boolean sized, java.util.function.Consumer<RawCapture.Body> fill) {
        if (sized) {
            body.entry(true, fill);
        } else {
            fill.accept(body);
        }
    }

    private static CollectedSnapshot.Owned owned(DescriptorRecord descriptor) {
        return new CollectedSnapshot.Owned(42, descriptor);
    }

    @Test
    void usersInterfacesAndMachinesOfOldVersions() throws Exception {
        RawCapture capture = new RawCapture()
                .block(0x8002ABCD, body -> body.i32(8).i64(1 << 30))
                .block(0x8012ABCD, body -> {
                    body.i8(0).i32(1).i32(2).text("me").text("/home/me").text("/bin/sh");
                    body.i8(1).i32(2).text("us");
                })
                .block(0x8011ABCD, body -> {
                    body.i16(3)
                            .i16(2)
                            .raw("\1\2\3\4")
                            .raw("\5\6\7\10")
                            .raw("\0\0\0\1")
                            .raw("lo");
                    body.i16(2)
                            .i16(4)
                            .i64(1)
                            .i64(2)
                            .i64(3)
                            .i64(4)
                            .i64(5)
                            .i64(6)
                            .i64(1000)
                            .raw("eth0");
                })
                .block(0x7777, body -> body.raw("a kind that nobody knows"));

        read(capture);

        assertThat(state.machines.getFirst().cpus()).isEqualTo(8);
        assertThat(state.machines.getFirst().memoryBytes()).isEqualTo(1 << 30);
        assertThat(state.users)
                .containsExactly(
                        new UserRecord(1, 2, ByteString.of("me"), ByteString.of("/home/me"), ByteString.of("/bin/sh")));
        assertThat(state.groups).containsExactly(new GroupRecord(2, ByteString.of("us")));
        assertThat(state.interfaces).extracting(i -> i.name().toString()).containsExactly("lo", "eth0");
        assertThat(state.interfaces).extracting(i -> i.linkSpeed()).containsExactly(0L, 1000L);
    }

    @Test
    void enterEventsMoveIntoTheExitEvents() throws Exception {
        RawCapture capture = new RawCapture()
                .oldEvent(0x204, EventCodes.SYSCALL_CLOSE_E, 1, RawCapture.i64(5))
                .oldEvent(0x8010ABCD, EventCodes.SYSCALL_CLOSE_X, 2, RawCapture.i64(0))
                .event(EventCodes.SYSCALL_CLOSE_X, 3, RawCapture.i64(-9))
                .event(EventCodes.SYSCALL_CLOSE_X, 4, RawCapture.i64(0), RawCapture.i64(7))
                .event(9999, 5);

        List<String> events = read(capture);

        assertThat(events)
                .containsExactly("1 close 2 [0, 5] cpu 3", "2 close 3 [-9, 0] cpu 3", "3 close 4 [0, 7] cpu 3");
    }

    @Test
    void oldVersionsOfAnEventGoThroughEveryVersionSince() throws Exception {
        RawCapture capture = new RawCapture()
                .oldEvent(0x204, EventCodes.SYSCALL_EXECVE_8_E, 1)
                .oldEvent(
                        0x204,
                        EventCodes.SYSCALL_EXECVE_8_X,
                        2,
                        RawCapture.i64(0),
                        "ls\0",
                        "-l\0",
                        RawCapture.i64(77),
                        RawCapture.i64(77),
                        RawCapture.i64(1),
                        "/\0",
                        RawCapture.i64(1024));
        EventView view = new EventView();
        try (CaptureSource source = open(capture)) {
            assertThat(source.next(view)).isEqualTo(Outcome.EVENT);
            assertThat(view.code()).isEqualTo(EventCodes.SYSCALL_EXECVE_19_E);
            assertThat(view.stateOnly()).isTrue();
            assertThat(source.next(view)).isEqualTo(Outcome.EVENT);
            assertThat(view.code()).isEqualTo(EventCodes.SYSCALL_EXECVE_19_X);
            assertThat(view.paramCount()).isEqualTo(view.descriptor().params().size());
            assertThat(view.text(view.descriptor().indexOf("exe"))).isEqualTo(ByteString.of("ls"));
            assertThat(view.signed(view.descriptor().indexOf("fdlimit"))).isEqualTo(1024);
            assertThat(view.has(view.descriptor().indexOf("cgroups"))).isFalse();
            assertThat(view.stateOnly()).isFalse();
        }
    }

    @Test
    void aContainerBecomesJson() throws Exception {
        RawCapture capture = new RawCapture()
                .oldEvent(0x204, EventCodes.CONTAINER_E, 1, "ab12\0", RawCapture.i32(0), "web\0", "nginx\0");
        EventView view = new EventView();
        try (CaptureSource source = open(capture)) {
            source.next(view);
            assertThat(view.code()).isEqualTo(EventCodes.CONTAINER_JSON_2_E);
            assertThat(view.text(0))
                    .isEqualTo(ByteString.of("{\"id\":\"ab12\",\"type\":0,\"name\":\"web\",\"image\":\"nginx\"}"));
        }
    }

    private CaptureSource open(RawCapture capture) throws Exception {
        return CaptureSource.open(Files.write(folder.resolve("raw.scap"), capture.bytes()), state);
    }

    private List<String> read(RawCapture capture) throws Exception {
        List<String> events = new ArrayList<>();
        EventView view = new EventView();
        try (CaptureSource source = open(capture)) {
            while (source.next(view) == Outcome.EVENT) {
                events.add((events.size() + 1) + " " + view.descriptor().name() + " " + view.timestamp() + " ["
                        + view.signed(0) + ", " + view.signed(1) + "] cpu " + view.cpu());
            }
        } catch (SourceException e) {
            assertThat(e).hasMessageEndingWith("holds no events.");
        }
        return events;
    }
}
