package io.peregrine.engine.profile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.SourceRules;
import io.peregrine.engine.eval.Closures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what the rules cost, from {@link #install} on, while it is not paused. The thread of the sources counts; figures are read by it, or when it has ended.
 */
public final class RuleProfile {
    private final RuleSet rules;
    private final List<ProfiledBucket> buckets = new ArrayList<>();
    private final List<Trace> traces = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    /** A bucket that is exchanged for one that counts, and back. */
    private record Place(SourceRules source, int code, Bucket before, ProfiledBucket counting) {}

    private RuleProfile(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * Puts buckets that count in the place of those that judge by now. For sources whose events one thread judges.
     *
     * @param rules the rules, with no evaluator that is still compiling
     * @param sources the names of the sources
     */
    public static RuleProfile install(RuleSet rules, Collection<String> sources) {
        RuleProfile profile = new RuleProfile(rules);
        sources.forEach(source -> profile.install(rules.source(source)));
        profile.resume();
        return profile;
    }

    private void install(SourceRules source) {
        Trace trace = new Trace(source.scratch().memos());
        traces.add(trace);
        Closures closures = new Closures();
        source.codes().stream()
                .forEach(code -> source.plan(code).ifPresent(plan -> {
                    ProfiledBucket bucket = new ProfiledBucket(plan, closures, trace);
                    buckets.add(bucket);
                    places.add(new Place(source, code, source.bucket(code), bucket));
                }));
    }

    /** Lets those judge again that judged before. */
    public void pause() {
        places.forEach(place -> place.source().exchange(place.code(), place.before()));
    }

    /** Counts on. */
    public void resume() {
        places.forEach(place -> place.source().exchange(place.code(), place.counting()));
    }

    /**
     * What each rule cost, the most expensive first; rules that were never asked last.
     *
     * @param runs how often the same events were judged: what is told is for once
     */
    public List<RuleCost> costs(int runs) {
        Map<Integer, Sum> sums = new HashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            sums.put(rule, new Sum());
        }
        buckets.forEach(
                bucket -> bucket.rules().forEach(rule -> sums.get(rule.rule()).add(rule)));
        List<RuleCost> costs = new ArrayList<>();
        sums.forEach((rule, sum) -> costs.add(sum.cost(rules, rule, runs)));
        costs.sort(Comparator.comparingDouble(RuleCost::nanos).reversed());
        return costs;
    }

    /** How many events rules were asked about. */
    public long events() {
        return buckets.stream().mapToLong(ProfiledBucket::events).sum();
    }

    /** How often parts that rules share were asked, where that was counted. */
    public long sharedAsked() {
        return traces.stream().mapToLong(Trace::shared).sum();
    }

    /** How often such a part's answer was known already. */
    public long sharedKnown() {
        return traces.stream().mapToLong(Trace::known).sum();
    }

    /** What the buckets counted of one rule. */
    private static final class Sum {
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

        RuleCost cost(RuleSet rules, int rule, int runs) {
            double all = rejections.values().stream().mapToLong(count -> count).sum();
            List<RuleCost.Rejection> sorted = rejections.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(entry -> new RuleCost.Rejection(entry.getKey(), entry.getValue() / all))
                    .toList();
            return new RuleCost(
                    rules.rule(rule).label(), asked / runs, matched / runs, nanos / runs, nanosAlone / runs, sorted);
        }
    }
}
