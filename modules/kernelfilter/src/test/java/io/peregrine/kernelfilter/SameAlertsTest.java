package io.peregrine.kernelfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.engine.RuleSet;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random rules give the same alerts, output by output, whether a capture is judged whole or without what the filter leaves out. */
class SameAlertsTest {
    private static final int SETS = Integer.getInteger("peregrine.test.rulesets", 12);
    private static final int RULES = 6;
    private static final long SEED = Long.getLong("peregrine.test.seed", 17);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void ofRandomRules(RecordedCapture recorded) {
        Path capture = recorded.in(folder);
        List<String> paths = List.copyOf(
                CaptureRun.of(capture, new ToyRules().plan(), event -> false).paths());
        RandomRules random = new RandomRules(SEED + recorded.ordinal(), paths);
        long left = 0;
        long alerts = 0;
        for (int i = 0; i < SETS; i++) {
            ToyRules rules = new ToyRules();
            for (int made = 0; made < 1 + i % RULES; ) {
                made += rules.add(random.next()) ? 1 : 0;
            }
            RuleSet planned = rules.plan();
            LeavingOut leaving = FilterAnalysis.of(planned, ToyRules.allCalls(), FilterAnalysis.Readers.RULES_ALONE);
            CaptureRun whole = CaptureRun.of(capture, planned, event -> false);
            CaptureRun filtered = CaptureRun.of(capture, planned, new FilterSimulation(leaving)::leavesOut);
            assertThat(filtered.alerts()).as("set %d: %s", i, leaving.words()).isEqualTo(whole.alerts());
            left += filtered.left();
            alerts += whole.alerts().size();
        }
        assertThat(left).as("events left out").isPositive();
        assertThat(alerts).as("alerts").isPositive();
    }
}
