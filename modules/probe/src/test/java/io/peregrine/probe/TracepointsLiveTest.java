package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are no system calls. */
class TracepointsLiveTest {
    private static final int SIGUSR1 = 10;
    private static final int SIGUSR2 = 12;

    @TempDir
    private Path folder;

    @Test
    void areReportedWhileTheyAreAskedFor() throws Exception {
        ProbeSpec spec = ProbeSpec.of(Live.calls(
                "clone", "clone3", "vfork", "sched_process_exit", "signal_deliver", "page_fault_user", "sched_switch"));
        Path program = Live.compile(folder, "signals");
        try (Live live = Live.open(spec)) {
            List<SeenEvent> events = live.run(new ProcessBuilder(program.toString()));

            long process = events.getLast().tid();
            assertThat(events.stream().filter(event -> event.code() == EventCodes.PAGE_FAULT_E))
                    .as("256 pages were touched")
                    .hasSizeGreaterThanOrEqualTo(16)
                    .allMatch(event -> (event.unsigned("error") & 0x10) != 0, "by user code");
            SeenEvent signal = events.stream()
                    .filter(event -> event.code() == EventCodes.SIGNALDELIVER_E)
                    .filter(event -> event.unsigned("sig") == SIGUSR1)
                    .findFirst()
                    .orElseThrow();
            assertThat(signal.signed("dpid")).isEqualTo(process);
            SeenEvent exit = events.getLast();
            assertThat(exit.unsigned("sig")).isEqualTo(SIGUSR2);
            assertThat(exit.signed("status") & 0x7f).isEqualTo(SIGUSR2);
            assertThat(events).as("switches").anyMatch(event -> event.code() == EventCodes.SCHEDSWITCH_6_E);

            live.probe().watch(Live.calls("sched_process_exit"));
            assertThat(live.probe().attached()).containsExactly(AttachPoint.EXIT);
        }
    }
}
