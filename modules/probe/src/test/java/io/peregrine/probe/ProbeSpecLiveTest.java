package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link ProbeSpec} says is what the kernel does. */
class ProbeSpecLiveTest {
    private static final Set<Integer> CALLS =
            Live.calls("openat", "write", "clone", "clone3", "vfork", "execve", "sched_process_exit");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 80, 150, 65_535})
    void copiesAsMuchOfABufferAsTheSnapLengthSays(int snaplen) throws Exception {
        List<SeenEvent> events = run(new ProbeSpec(CALLS, Live.AMPLE_RING_BYTES, 0, snaplen, false));

        assertThat(events)
                .filteredOn(event -> event.constant().equals("SYSCALL_WRITE_X") && event.signed("res") == 200)
                .singleElement()
                .satisfies(write -> assertThat(write.bytes("data")).hasSize(Math.min(200, snaplen)));
    }

    @Test
    void reportsFailedCallsUnlessToldOtherwise() throws Exception {
        assertThat(opened(run(new ProbeSpec(CALLS, Live.AMPLE_RING_BYTES, 0, 80, false))))
                .contains("/does/not/exist", "/dev/null");
        assertThat(opened(run(new ProbeSpec(CALLS, Live.AMPLE_RING_BYTES, 0, 80, true))))
                .contains("/dev/null")
                .doesNotContain("/does/not/exist");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 64})
    void bringsTheEventsOfAllProcessorsHoweverTheyShareRings(int cpusPerRing) throws Exception {
        assertThat(opened(run(new ProbeSpec(CALLS, Live.AMPLE_RING_BYTES, cpusPerRing, 80, false))))
                .contains("/does/not/exist", "/dev/null");
    }

    private List<SeenEvent> run(ProbeSpec spec) throws Exception {
        Path program = Live.compile(folder, "plain");
        try (Live live = Live.open(spec)) {
            return live.run(new ProcessBuilder(program.toString()));
        }
    }

    private static List<String> opened(List<SeenEvent> events) {
        return events.stream()
                .filter(event -> event.constant().equals("SYSCALL_OPENAT_2_X"))
                .map(event -> event.text("name"))
                .toList();
    }
}
