package io.peregrine.probe;

import static io.peregrine.probe.AttachPoint.CALL_BEGIN;
import static io.peregrine.probe.AttachPoint.CALL_END;
import static io.peregrine.probe.AttachPoint.EXEC;
import static io.peregrine.probe.AttachPoint.EXIT;
import static io.peregrine.probe.AttachPoint.FORK;
import static io.peregrine.probe.AttachPoint.OPENAT_BEGIN;
import static io.peregrine.probe.AttachPoint.SIGNAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.SyscallTable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttachPointTest {
    private static final Set<String> X86 = Arrays.stream(AttachPoint.values())
            .filter(point -> point != FORK)
            .map(AttachPoint::program)
            .collect(Collectors.toSet());

    @Test
    void attachesNothingForNothing() {
        assertThat(needed()).isEmpty();
    }

    @Test
    void attachesTheEndOfCallsForAnyCall() {
        assertThat(needed("getpid")).containsExactly(CALL_END);
    }

    @Test
    void attachesTracepointsAlone() {
        assertThat(needed("sched_process_exit", "signal_deliver")).containsExactlyInAnyOrder(EXIT, SIGNAL);
    }

    @Test
    void attachesTheBeginningOfCallsWhileTheirArgumentsMustBeTaken() {
        assertThat(needed("openat", "close")).containsExactlyInAnyOrder(CALL_END, CALL_BEGIN, OPENAT_BEGIN);
        assertThat(needed("close")).containsExactly(CALL_END);
    }

    @Test
    void attachesExecForEitherCall() {
        assertThat(needed("execveat")).containsExactlyInAnyOrder(CALL_END, EXEC);
    }

    private static Set<AttachPoint> needed(String... names) {
        return AttachPoint.neededFor(
                Arrays.stream(names)
                        .map(name -> SyscallTable.byName(name).orElseThrow().id())
                        .collect(Collectors.toSet()),
                X86);
    }
}
