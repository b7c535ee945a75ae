package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.event.SourceException;
import io.peregrine.ffi.SystemCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways to take arguments when a call begins, and the change between what is taken. */
class EntryWaysLiveTest {
    private static final Set<AttachPoint> OPENAT = EnumSet.of(AttachPoint.OPENAT_BEGIN);
    private static final Set<AttachPoint> BOTH = EnumSet.of(AttachPoint.OPENAT_BEGIN, AttachPoint.CONNECT_BEGIN);
    private static final Set<AttachPoint> ALL = EnumSet.of(AttachPoint.CALL_BEGIN);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void followsTheCallsThatAreSelected(EntryWay.Place place) throws Exception {
        boolean single = place != EntryWay.Place.SYS_ENTER;
        try (Live live = Live.open(ProbeSpec.of(Live.calls("close")), place)) {
            assertThat(entries(live.probe())).isEmpty();

            live.probe().watch(Live.calls("close", "openat"));
            assertThat(entries(live.probe())).as("the first").isEqualTo(single ? OPENAT : ALL);

            live.probe().watch(Live.calls("close", "openat", "connect"));
            assertThat(entries(live.probe())).as("another").isEqualTo(single ? BOTH : ALL);

            live.probe().prepare(Live.calls("close")).discard();
            assertThat(entries(live.probe())).as("a reload that failed").isEqualTo(single ? BOTH : ALL);

            live.probe().watch(Live.calls("close"));
            assertThat(entries(live.probe())).as("without the last").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void marksAndCountsACallThatBeganBeforeItsProgramWasAttached(EntryWay.Place place) throws Exception {
        Path first = fifo("first");
        try (Live live = Live.open(ProbeSpec.of(Set.of()), place);
                Opener opener = Opener.start(folder)) {
            opener.begin(first);
            live.probe().watch(Live.calls("openat"));
            SeenEvent late = opener.end(live, first);

            assertThat(late.late()).isTrue();
            assertThat(late.text("name")).isEqualTo(first.toString());
            assertThat(live.probe().counters().get(Counter.ENTRY_UNSEEN)).isPositive();

            opener.begin(first);
            assertThat(opener.end(live, first).late()).as("the next").isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNothingOldForWhatACallBeganWith(EntryWay.Place place) throws Exception {
        Path first = fifo("first");
        Path second = fifo("second");
        try (Live live = Live.open(ProbeSpec.of(Live.calls("openat")), place);
                Opener opener = Opener.start(folder)) {
            opener.begin(first); // what this began with is taken, and nobody asks for it
            live.probe().watch(Set.of());
            opener.end(first);
            opener.begin(second); // from the same place in memory, and nothing is taken
            live.probe().watch(Live.calls("openat"));
            SeenEvent open = opener.end(live, second);

            assertThat(open.text("name")).isEqualTo(second.toString());
            assertThat(open.late()).isTrue();
        }
    }

    @Test
    void takesThemWhereAllCallsBeginOnAKernelWithoutTracefs() throws Exception {
        Tracefs nowhere = new Tracefs(List.of(folder.resolve("nothing")), "notracefs");
        Assumptions.assumeFalse(Live.hasFunctions(), "this kernel has a better way");
        try (ProbeSource source = open(EntryChoice.AUTO, nowhere)) {
            assertThat(entries(source.probe())).isEqualTo(ALL);
            assertThat(source.probe().entryWay())
                    .isEqualTo(new EntryWay(
                            EntryWay.Place.SYS_ENTER,
                            "notracefs is not mounted at " + folder.resolve("nothing")
                                    + ", and the kernel gives no notracefs: No such device",
                            EntryWay.Compat.INCLUDED));
        }
    }

    @Test
    void saysWhyTracepointsCannotBeHadWhereOnlyTheyAreWanted() throws Exception {
        Tracefs nowhere = new Tracefs(List.of(folder.resolve("nothing")), "notracefs");
        assertThatThrownBy(() -> open(EntryChoice.TRACEPOINT, nowhere))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("engine.modern_ebpf.entry is tracepoint, and that cannot be had here: ")
                .hasMessageEndingWith("; write auto, with which another way is used then");
    }

    @Test
    void takesThemWhereAllCallsBeginWhenTheKernelRefusesATracepoint() throws Exception {
        for (AttachPoint point : AttachPoint.SINGLE_CALLS) {
            Path events =
                    Files.createDirectories(folder.resolve("events/syscalls").resolve(point.tracepoint()));
            Files.writeString(events.resolve("id"), "65535999\n");
        }
        Assumptions.assumeFalse(Live.hasFunctions(), "this kernel has a better way");
        try (ProbeSource source = open(EntryChoice.AUTO, new Tracefs(List.of(folder), "tracefs"))) {
            assertThat(entries(source.probe())).isEqualTo(ALL);
            assertThat(source.probe().entryWay().reason())
                    .startsWith("the kernel gives no event for tracepoint 65535999: ");
        }
    }

    @Test
    void attachesTheProgramFor32BitCodeWhenSuchWasSeenAndKeepsItAsLongAsTheOthers() throws Exception {
        try (Live live = Live.open(ProbeSpec.of(Live.calls("openat")), EntryWay.Place.TRACEPOINT)) {
            assertThat(entries(live.probe())).isEqualTo(OPENAT);
            assertThat(live.probe().entryWay().compat()).isEqualTo(EntryWay.Compat.AWAITED);

            live.probe().noteCompat();
            while (!entries(live.probe()).contains(AttachPoint.CALL_BEGIN)) {
                live.drain();
            }
            assertThat(live.probe().entryWay().compat()).isEqualTo(EntryWay.Compat.SEEN);

            live.probe().watch(Live.calls("openat", "open"));
            assertThat(entries(live.probe()))
                    .containsExactlyInAnyOrder(
                            AttachPoint.OPENAT_BEGIN, AttachPoint.OPEN_BEGIN, AttachPoint.CALL_BEGIN);
            live.probe().watch(Live.calls("close"));
            assertThat(entries(live.probe())).isEmpty();
            live.probe().watch(Live.calls("openat"));
            assertThat(entries(live.probe()))
                    .containsExactlyInAnyOrder(AttachPoint.OPENAT_BEGIN, AttachPoint.CALL_BEGIN);
        }
    }

    @Test
    void takesThemInTheFunctionsOfTheCallsWhereTheKernelAllowsIt() throws Exception {
        try (ProbeSource source = open(EntryChoice.AUTO, Tracefs.here())) {
            EntryWay way = source.probe().entryWay();
            assertThat(way.place() == EntryWay.Place.FUNCTION).isEqualTo(Live.hasFunctions());
            assertThat(way.reason().isEmpty()).isEqualTo(Live.hasFunctions());
        }
    }

    @Test
    void aFileThatTheKernelRefusesIsReplacedByTheOneForAnyKernelAndTheWayStays() throws Exception {
        Assumptions.assumeFalse(
                ProgramFile.here().contains(ProgramFile.SINCE_6_4), "this kernel takes the programs for later ones");
        ProbeMeans means = new ProbeMeans(
                Tracefs.here(), List.of(ProgramFile.SINCE_6_4, ProgramFile.ANY_KERNEL), new KnownTypes());
        try (ProbeSource source = open(EntryChoice.AUTO, means)) {
            assertThat(source.probe().entryWay().place() == EntryWay.Place.FUNCTION)
                    .isEqualTo(Live.hasFunctions());
        }
    }

    @Test
    void saysWhyFunctionsCannotBeHadWhereOnlyTheyAreWanted() throws Exception {
        Assumptions.assumeFalse(Live.hasFunctions(), "this kernel has them");
        assertThatThrownBy(() -> open(EntryChoice.FUNCTION, Tracefs.here()))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "engine.modern_ebpf.entry is function, and that cannot be had here: this kernel lets no programs"
                                + " stand at its functions; write auto, with which another way is used then");
    }

    private static ProbeSource open(EntryChoice choice, Tracefs tracefs) throws SourceException {
        return open(choice, new ProbeMeans(tracefs, ProgramFile.here(), new KnownTypes()));
    }

    private static ProbeSource open(EntryChoice choice, ProbeMeans means) throws SourceException {
        Set<Integer> openat = Live.calls("openat");
        return Probe.open(
                ProbeSpec.of(openat).with(choice), new EventClock(SystemCalls::wallClockOffset), openat, means);
    }

    private Path fifo(String name) throws Exception {
        Path file = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        return file;
    }

    private static Set<AttachPoint> entries(Probe probe) {
        Set<AttachPoint> entries = EnumSet.noneOf(AttachPoint.class);
        entries.addAll(probe.attached());
        entries.retainAll(AttachPoint.ENTRIES);
        return entries;
    }
}
