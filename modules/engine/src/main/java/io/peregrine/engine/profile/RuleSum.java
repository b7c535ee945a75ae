package io.peregrine.engine.profile;

import io.peregrine.alert.RuleLabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What buckets counted of one rule. Used by one thread. */
final class RuleSum {
    private final Map<String, Long> rejections = new HashMap<>();
    private long asked;
    private long matched;
    private double nanos;
    private double nanosAlone;

    void add(TracedRule rule) {
        asked += rule.asked();
        matched += rule.matched();
        nanos += rule.nanos();
        nanosAlone += rule.nanosAlone();
        rule.addRejections(rejections);
    }

    /** The sum, times so much. */
    RuleCost cost(RuleLabel rule, double times) {
        double all = rejections.values().stream().mapToLong(count -> count).sum();
        List<RuleCost.Rejection> sorted = rejections.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new RuleCost.Rejection(entry.getKey(), entry.getValue() / all))
                .toList();
        return new RuleCost(
                rule,
                Math.round(asked * times),
                Math.round(matched * times),
                nanos * times,
                nanosAlone * times,
                sorted);
    }
}
