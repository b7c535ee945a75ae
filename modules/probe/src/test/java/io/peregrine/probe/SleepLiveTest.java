package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventSource.Outcome;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.schema.EventCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A source whose rings stay empty: it sleeps, and the kernel wakes it. */
class SleepLiveTest {
    private static final String FOLDER = "/proc/peregrine-sleeps-";

    @Test
    void isWokenByTheKernelForTheNextEvent() throws Exception {
        try (ProbeSource source = open()) {
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "for i in 1 2 3 4 5 6 7 8 9 10 11; do sleep 0.5; mkdir " + FOLDER + "$i; done 2>/dev/null")
                    .start();
            Instant end = Instant.now().plus(Live.PATIENCE);
            List<Long> delays = new ArrayList<>();
            EventView view = new EventView();
            while (delays.size() < 11 && Instant.now().isBefore(end)) {
                if (source.next(view) == Outcome.EVENT && isOurs(view)) {
                    delays.add(System.currentTimeMillis() - view.timestamp() / 1_000_000);
                }
            }

            assertThat(delays).hasSize(11);
            Collections.sort(delays);
            assertThat(Duration.ofMillis(delays.get(5)))
                    .as("without the kernel it would sleep for a hundred milliseconds more: %s", delays)
                    .isLessThan(Duration.ofMillis(50));
        }
    }

    private static ProbeSource open() {
        try {
            return Probe.open(ProbeSpec.of(Live.calls("mkdir", "mkdirat")));
        } catch (SourceException e) {
            return Assumptions.abort("no live probe on this machine: " + e.getMessage());
        }
    }

    private static boolean isOurs(EventView view) {
        return (view.code() == EventCodes.SYSCALL_MKDIR_2_X || view.code() == EventCodes.SYSCALL_MKDIRAT_X)
                && SeenEvent.copy(view).text("path").startsWith(FOLDER);
    }
}
