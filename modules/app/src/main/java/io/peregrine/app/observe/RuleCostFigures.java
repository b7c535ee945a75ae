package io.peregrine.app.observe;

import io.peregrine.engine.profile.RuleCost;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.engine.profile.SourceProfile;
import io.peregrine.server.metrics.MetricSample;
import io.peregrine.server.metrics.OwnFigure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules of one source cost, over every reload: rules keep their counts by name. Told of other rules by any thread ({@link #judgedBy}), copied by the source's
 * ({@link #copy}), read by any.
 */
final class RuleCostFigures {
    /** Of each rule so many parts that reject are told. */
    private static final int MOST_REJECTIONS = 3;

    private final String source;
    private volatile Optional<RuleProfile> newest = Optional.empty();
    private volatile List<OwnFigure> figures = List.of();

    // Owned by the source's thread.
    private Optional<RuleProfile> followed = Optional.empty();
    private Map<String, Sum> before = Map.of();

    private record Sum(long asked, double nanos) {
        static final Sum NOTHING = new Sum(0, 0);

        Sum plus(RuleCost cost) {
            return new Sum(asked + cost.asked(), nanos + cost.nanos());
        }
    }

    RuleCostFigures(String source) {
        this.source = source;
    }

    /** These are the costs of the rules that are in force now; empty where they are not taken. */
    void judgedBy(Optional<RuleProfile> costs) {
        newest = costs;
    }

    /** Copies what was counted. Called by the source's thread. */
    void copy() {
        Optional<RuleProfile> now = newest;
        if (!now.equals(followed)) {
            before = sums(before, costs(followed));
            followed = now;
        }
        figures = now.flatMap(profile -> profile.of(source)).map(this::figures).orElse(List.of());
    }

    private List<RuleCost> costs(Optional<RuleProfile> profile) {
        return profile.flatMap(rules -> rules.of(source))
                .map(SourceProfile::costs)
                .orElse(List.of());
    }

    private static Map<String, Sum> sums(Map<String, Sum> before, List<RuleCost> costs) {
        Map<String, Sum> sums = new LinkedHashMap<>(before);
        costs.forEach(cost -> sums.put(
                cost.rule().name(),
                sums.getOrDefault(cost.rule().name(), Sum.NOTHING).plus(cost)));
        return sums;
    }

    private List<OwnFigure> figures(SourceProfile profile) {
        List<RuleCost> costs = profile.costs();
        List<OwnFigure> all = new ArrayList<>();
        sums(before, costs).forEach((rule, sum) -> {
            Map<String, String> labels = Map.of("rule_name", rule, "source", source);
            all.add(new OwnFigure(
                    MetricSample.counter("rule_events_asked", sum.asked()),
                    "Events that a rule was asked about, estimated from some.",
                    labels));
            all.add(new OwnFigure(
                    MetricSample.counter("rule_nanoseconds", Math.round(sum.nanos())),
                    "The time that a rule took, estimated from some events.",
                    labels));
        });
        costs.forEach(cost -> rejections(cost, all));
        return List.copyOf(all);
    }

    private void rejections(RuleCost cost, List<OwnFigure> all) {
        cost.rejections().stream()
                .limit(MOST_REJECTIONS)
                .forEach(rejection -> all.add(new OwnFigure(
                        MetricSample.gauge("rule_rejections_percent", Math.round(100 * rejection.share())),
                        "Which share of the events that a rule rejected this part of its condition rejected first.",
                        Map.of("rule_name", cost.rule().name(), "source", source, "part", rejection.part()))));
    }

    /** The figures as of the last copy. */
    List<OwnFigure> figures() {
        return figures;
    }
}
