package io.peregrine.output.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.alert.Alert;
import io.peregrine.alert.AlertText;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleAlert;
import io.peregrine.alert.RuleLabel;
import io.peregrine.output.OutputCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final OutputCounters counters = new OutputCounters();
    private static final long SECOND = 1_000_000_000L;
    private final List<Alert> passed = new ArrayList<>();

    @Test
    void beyondTheLimitAlertsAreHeldBackAndCounted() {
        Throttle throttle = new Throttle(
                List.of(new ThrottleLimit("read*", List.of("proc.name"), Duration.ofSeconds(10), 2)), counters);
        for (int i = 0; i < 5; i++) {
            throttle.accept(alert("read shadow", "cat", i), passed::add);
        }
        throttle.accept(alert("read shadow", "less", 5), passed::add);
        throttle.accept(alert("other", "cat", 6), passed::add);
        assertThat(passed).extracting(Alert::timestamp).containsExactly(0L, SECOND, 5 * SECOND, 6 * SECOND);
        assertThat(counters.throttled()).isEqualTo(3);
        passed.clear();
        throttle.accept(alert("read shadow", "cat", 10), passed::add);
        assertThat(passed).hasSize(2);
        InternalAlert summary = (InternalAlert) passed.getFirst();
        assertThat(summary.ruleName()).isEqualTo(Throttle.SUMMARY_RULE);
        assertThat(summary.priority()).isEqualTo(Priority.WARNING);
        assertThat(summary.message())
                .isEqualTo("Falco internal: 3 alerts of the rule 'read shadow' with proc.name=\"cat\" were suppressed");
        assertThat(summary.fields())
                .containsEntry("throttle.suppressed", FieldValue.of(3))
                .containsEntry("proc.name", FieldValue.of("cat"));
    }

    @Test
    void summariesComeWhenThePeriodIsOverOrTheProgramEnds() {
        Throttle throttle =
                new Throttle(List.of(new ThrottleLimit("*", List.of(), Duration.ofSeconds(10), 1)), counters);
        throttle.accept(alert("a", "x", 0), passed::add);
        throttle.accept(alert("a", "y", 1), passed::add);
        throttle.tick(9 * SECOND, false, passed::add);
        assertThat(passed).hasSize(1);
        throttle.tick(19 * SECOND, false, passed::add);
        assertThat(passed).hasSize(2);
        throttle.accept(alert("b", "x", 20), passed::add);
        throttle.accept(alert("b", "x", 20), passed::add);
        throttle.tick(21 * SECOND, true, passed::add);
        assertThat(passed).hasSize(4).last().isInstanceOf(InternalAlert.class);
    }

    @Test
    void internalAlertsAndUnlimitedRulesPass() {
        Throttle throttle =
                new Throttle(List.of(new ThrottleLimit("a*b*c", List.of(), Duration.ofSeconds(10), 1)), counters);
        for (int i = 0; i < 3; i++) {
            throttle.accept(alert("abd", "x", i), passed::add);
            throttle.accept(alert("a1b2c", "x", i), passed::add);
        }
        assertThat(passed).hasSize(4);
    }

    @Test
    void memoryIsBounded() {
        Throttle throttle =
                new Throttle(List.of(new ThrottleLimit("*", List.of("proc.name"), Duration.ofDays(1), 1)), counters);
        for (int i = 0; i < 20_000; i++) {
            throttle.accept(alert("a", "p" + i, 0), passed::add);
        }
        assertThat(passed).hasSize(20_000);
        throttle.accept(alert("a", "p1", 0), passed::add);
        assertThat(counters.throttled()).isEqualTo(1);
    }

    private static Alert alert(String rule, String process, long second) {
        TreeMap<String, FieldValue> fields = new TreeMap<>();
        fields.put("proc.name", FieldValue.of(process));
        RuleLabel label = RuleLabel.of(rule, Priority.WARNING, "syscall", List.of());
        return new RuleAlert(second * SECOND, label, "host", AlertText.of("m"), fields);
    }
}
