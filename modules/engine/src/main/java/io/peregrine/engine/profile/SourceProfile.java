package io.peregrine.engine.profile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.SourceRules;
import io.peregrine.engine.eval.Closures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the rules of one event source cost. The thread that judges the source's events counts; figures are read by it, or when it has ended.
 */
public final class SourceProfile {
    private final RuleSet rules;
    private final int every;
    private final Trace trace;
    private final List<ProfiledBucket> buckets = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    /** A bucket that is exchanged for one that counts, and back. */
    private record Place(SourceRules source, int code, Bucket before, Bucket counting) {}

    /** A profile that looks at one event of so many; nothing counts before {@link #resume}. */
    SourceProfile(RuleSet rules, SourceRules source, int every) {
        this.rules = rules;
        this.every = every;
        this.trace = new Trace(source.scratch().memos());
        Closures closures = new Closures();
        source.codes().stream()
                .forEach(code -> source.plan(code).ifPresent(plan -> {
                    Bucket before = source.bucket(code);
                    ProfiledBucket bucket = new ProfiledBucket(
                            plan,
                            closures,
                            trace,
                            every == 1 ? ProfiledBucket.Rhythm.OF_ALL : ProfiledBucket.Rhythm.OF_SOME);
                    buckets.add(bucket);
                    places.add(new Place(
                            source, code, before, every == 1 ? bucket : new SampledBucket(before, bucket, every)));
                }));
    }

    void pause() {
        places.forEach(place -> place.source().exchange(place.code(), place.before()));
    }

    void resume() {
        places.forEach(place -> place.source().exchange(place.code(), place.counting()));
    }

    /** What was counted of each rule that has buckets here, by its number. */
    Stream<TracedRule> counted() {
        return buckets.stream().flatMap(bucket -> bucket.rules().stream());
    }

    /** What each rule of the source cost, in the order of the rules; of all events, where only some were looked at. */
    public List<RuleCost> costs() {
        Map<Integer, RuleSum> sums = new HashMap<>();
        counted()
                .forEach(rule -> sums.computeIfAbsent(rule.rule(), number -> new RuleSum())
                        .add(rule));
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(sum -> sum.getValue().cost(rules.rule(sum.getKey()).label(), every))
                .toList();
    }

    /** How many events rules were asked about, in hand. */
    long events() {
        return buckets.stream().mapToLong(ProfiledBucket::events).sum();
    }

    /** How often parts that rules share were asked; of all events, where only some were looked at. */
    public long sharedAsked() {
        return trace.shared() * every;
    }

    /** How often such a part's answer was known already. */
    public long sharedKnown() {
        return trace.known() * every;
    }
}
