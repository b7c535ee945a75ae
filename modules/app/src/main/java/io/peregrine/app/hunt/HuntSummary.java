package io.peregrine.app.hunt;

import io.peregrine.alert.RuleLabel;
import io.peregrine.server.metrics.RuleCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a hunt found in all.
 *
 * @param captures what was found in each capture
 * @param jobs how many were judged at once
 * @param took how long it took, with loading the rules
 */
record HuntSummary(List<CaptureFinding> captures, int jobs, Duration took) {
    HuntSummary {
        captures = List.copyOf(captures);
    }

    /**
     * A rule that matched.
     *
     * @param rule the rule
     * @param alerts how often
     * @param captures in how many captures
     */
    record RuleFinding(RuleLabel rule, long alerts, int captures) {
        private RuleFinding plus(RuleCount count) {
            return new RuleFinding(rule, alerts + count.matches(), captures + 1);
        }
    }

    boolean isComplete() {
        return captures.stream().allMatch(capture -> capture.failure().isEmpty());
    }

    long failed() {
        return captures.stream()
                .filter(capture -> capture.failure().isPresent())
                .count();
    }

    long events() {
        return captures.stream().mapToLong(CaptureFinding::events).sum();
    }

    long alerts() {
        return captures.stream().mapToLong(CaptureFinding::alerts).sum();
    }

    /** The rules that matched, the most severe first, then the most frequent. */
    List<RuleFinding> rules() {
        Map<String, RuleFinding> rules = new LinkedHashMap<>();
        for (CaptureFinding capture : captures) {
            for (RuleCount count : capture.matches()) {
                rules.merge(
                        count.rule().name(),
                        new RuleFinding(count.rule(), count.matches(), 1),
                        (known, more) -> known.plus(count));
            }
        }
        List<RuleFinding> sorted = new ArrayList<>(rules.values());
        sorted.sort(Comparator.comparing((RuleFinding rule) -> rule.rule().priority())
                .thenComparing(Comparator.comparingLong(RuleFinding::alerts).reversed()));
        return sorted;
    }
}
