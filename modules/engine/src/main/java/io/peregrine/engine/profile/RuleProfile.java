package io.peregrine.engine.profile;

import io.peregrine.engine.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what the rules cost, from {@link #install} or {@link #sample} on, while it is not paused. The thread of a source counts; figures are read by it, or when it
 * has ended.
 */
public final class RuleProfile {
    private final RuleSet rules;
    private final Map<String, SourceProfile> sources = new LinkedHashMap<>();

    private RuleProfile(RuleSet rules, Collection<String> sources, int every) {
        this.rules = rules;
        sources.forEach(source -> this.sources.put(source, new SourceProfile(rules, rules.source(source), every)));
        resume();
    }

    /**
     * Puts buckets that count in the place of those that judge by now. For sources whose events one thread judges.
     *
     * @param rules the rules, with no evaluator that is still compiling
     * @param sources the names of the sources
     */
    public static RuleProfile install(RuleSet rules, Collection<String> sources) {
        return new RuleProfile(rules, sources, 1);
    }

    /**
     * Has one event of so many looked at, so that it costs little; who judged before judges the others. Each source has a thread of its own here.
     *
     * @param rules the rules, with no evaluator that is still compiling
     * @param every at least 2
     */
    public static RuleProfile sample(RuleSet rules, int every) {
        return new RuleProfile(rules, rules.sourceNames(), every);
    }

    /** The part of a source, for its thread; empty when its events are not counted. */
    public Optional<SourceProfile> of(String source) {
        return Optional.ofNullable(sources.get(source));
    }

    /** Lets those judge again that judged before. */
    public void pause() {
        sources.values().forEach(SourceProfile::pause);
    }

    /** Counts on. */
    public void resume() {
        sources.values().forEach(SourceProfile::resume);
    }

    /**
     * What each rule cost, the most expensive first; rules that were never asked last.
     *
     * @param runs how often the same events were judged: what is told is for once
     */
    public List<RuleCost> costs(int runs) {
        Map<Integer, RuleSum> sums = new HashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            sums.put(rule, new RuleSum());
        }
        sources.values()
                .forEach(source ->
                        source.counted().forEach(rule -> sums.get(rule.rule()).add(rule)));
        List<RuleCost> costs = new ArrayList<>();
        sums.forEach((rule, sum) -> costs.add(sum.cost(rules.rule(rule).label(), 1.0 / runs)));
        costs.sort(Comparator.comparingDouble(RuleCost::nanos).reversed());
        return costs;
    }

    /** How many events rules were asked about. */
    public long events() {
        return sources.values().stream().mapToLong(SourceProfile::events).sum();
    }

    /** How often parts that rules share were asked, where that was counted. */
    public long sharedAsked() {
        return sources.values().stream().mapToLong(SourceProfile::sharedAsked).sum();
    }

    /** How often such a part's answer was known already. */
    public long sharedKnown() {
        return sources.values().stream().mapToLong(SourceProfile::sharedKnown).sum();
    }
}
