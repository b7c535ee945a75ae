package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that were not expected when the probe was loaded are reported like the others once they are watched. */
class ExpectedCallsLiveTest {
    private static final int TIMES = 100;
    private static final Set<Integer> FAMILY = Live.calls("clone", "clone3", "vfork", "execve", "sched_process_exit");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unexpectedCallsAreWatchedToo(boolean loadedBefore) throws Exception {
        Path program = Live.compile(folder, "churn");
        try (Live live = Live.open(ProbeSpec.of(FAMILY), FAMILY)) {
            assertThat(calls(live, program)).as("not watched").isZero();
            if (loadedBefore) {
                live.probe().loadAll();
            }
            Set<Integer> watched =
                    Live.calls("dup", "close", "clone", "clone3", "vfork", "execve", "sched_process_exit");
            live.probe().watch(watched);
            assertThat(calls(live, program)).isGreaterThanOrEqualTo(TIMES);
            assertThat(live.probe().counters().get(Counter.NO_PROGRAM)).isZero();
        }
    }

    @Test
    void nothingIsLoadedIntoAClosedProbe() throws Exception {
        Live live = Live.open(ProbeSpec.of(FAMILY), FAMILY);
        Probe probe = live.probe();
        live.close();
        probe.loadAll();
        assertThat(probe.attached()).isEmpty();
    }

    private static long calls(Live live, Path program) throws Exception {
        List<SeenEvent> events = live.run(new ProcessBuilder(program.toString(), "" + TIMES));
        return events.stream()
                .filter(event -> event.code() == EventCodes.SYSCALL_DUP_1_X)
                .count();
    }
}
