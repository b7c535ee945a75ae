package io.peregrine.kernelfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.engine.RuleSet;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random rules give the same alerts, output by output and with the same open files, whether a capture is judged whole or without what the filter leaves out, for good
 * and until it is needed.
 */
class SameAlertsTest {
    private static final int SETS = Integer.getInteger("peregrine.test.rulesets", 12);
    private static final int RULES = 6;
    private static final long SEED = Long.getLong("peregrine.test.seed", 17);

    /** Matches at events that look at descriptors, or copy them, and at few others. */
    private static final String LOOKING =
            "evt.type in (dup, dup2, fcntl, fchdir, execve, clone, clone3, fork, vfork, procexit, unlinkat, connect, mkdir, chdir)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void ofRandomRules(RecordedCapture recorded) {
        Path capture = recorded.in(folder);
        List<String> paths = List.copyOf(CaptureRun.of(capture).paths());
        RandomRules random = new RandomRules(SEED + recorded.ordinal(), paths);
        long left = 0;
        long kept = 0;
        long alerts = 0;
        for (int i = 0; i < SETS; i++) {
            boolean untilNeeded = i % 2 == 0;
            ToyRules rules = new ToyRules();
            if (untilNeeded) {
                assertThat(rules.add(LOOKING)).isTrue();
            }
            for (int made = 0; made < 1 + i % RULES; ) {
                String condition = random.next();
                made += (!untilNeeded || ToyRules.letsOpensBeLeftOut(condition)) && rules.add(condition) ? 1 : 0;
            }
            RuleSet planned = rules.plan();
            LeavingOut leaving = rules.leavingOut();
            CaptureRun whole = CaptureRun.of(capture, planned, LeavingOut.nothing("it is compared with"));
            CaptureRun filtered = CaptureRun.of(capture, planned, leaving);
            assertThat(firstDifference(whole.alerts(), filtered.alerts()))
                    .as("set %d: %s", i, leaving.words())
                    .isEmpty();
            left += filtered.left();
            kept += filtered.kept();
            alerts += whole.alerts().size();
        }
        assertThat(left).as("events left out").isPositive();
        assertThat(kept).as("events left out until needed").isPositive();
        assertThat(alerts).as("alerts").isPositive();
    }

    /** The first alerts that are not the same, of which there may be thousands. */
    private static String firstDifference(List<String> whole, List<String> filtered) {
        for (int i = 0; i < Math.max(whole.size(), filtered.size()); i++) {
            String one = i < whole.size() ? whole.get(i) : "nothing more";
            String other = i < filtered.size() ? filtered.get(i) : "nothing more";
            if (!one.equals(other)) {
                return "alert " + i + " is " + one + " without a filter and " + other + " with one";
            }
        }
        return "";
    }
}
