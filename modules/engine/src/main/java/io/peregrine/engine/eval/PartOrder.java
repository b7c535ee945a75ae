package io.peregrine.engine.eval;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order the parts of a condition are asked: what is cheap and decides often comes first, whatever the order in which they were written, which no answer depends on. Used by one
 * thread.
 *
 * <p>How often a part decides is estimated while rules are planned, and known from some events when they are compiled: then of the parts that are left that one is next which decides
 * most of the events that are left, for what it costs.
 */
public final class PartOrder {
    private static final double REMEMBERED = 2;

    /** A remembered part is paid by those that ask it together. */
    private static final double SHARE = 0.5;

    /** Of more parts than this each is not weighed against all others, which takes the square of their number: they stay in the order of their estimates. */
    private static final int MOST_WEIGHED = 64;

    private final Outcomes outcomes;
    private final int events;
    private final Map<Plan, Estimate> estimates = new IdentityHashMap<>();
    private final Map<Plan, BitSet> held = new IdentityHashMap<>();
    private final Map<Plan, List<Plan>> ordered = new IdentityHashMap<>();

    /** What came out when all comparisons were asked of some events. */
    public interface Outcomes {
        /** Nothing was asked. */
        Outcomes UNKNOWN = new Outcomes() {
            @Override
            public int events() {
                return 0;
            }

            @Override
            public BitSet held(Plan.Asked comparison) {
                return new BitSet();
            }
        };

        /** Of how many events, so far. */
        int events();

        /** The events, by their numbers from 0, of which a comparison held. */
        BitSet held(Plan.Asked comparison);
    }

    /** An order by what came out. */
    public PartOrder(Outcomes outcomes) {
        this.outcomes = outcomes;
        this.events = outcomes.events();
    }

    /** The parts in the order in which they are asked. */
    public List<Plan> of(Plan.All all) {
        if (all.inOrder() || events == 0) {
            return all.parts();
        }
        return ordered.computeIfAbsent(all, absent -> byOutcomes(all.parts(), false));
    }

    /** The parts in the order in which they are asked. */
    public List<Plan> of(Plan.Any any) {
        if (any.inOrder() || events == 0) {
            return any.parts();
        }
        return ordered.computeIfAbsent(any, absent -> byOutcomes(any.parts(), true));
    }

    /**
     * Parts in the order of their estimates.
     *
     * @param decisive the answer of a part that is that of the whole
     */
    List<Plan> byEstimate(List<Plan> parts, boolean decisive) {
        List<Plan> sorted = new ArrayList<>(parts);
        sorted.sort((one, other) ->
                Double.compare(asked(one).costOfDeciding(decisive), asked(other).costOfDeciding(decisive)));
        return sorted;
    }

    private List<Plan> byOutcomes(List<Plan> parts, boolean decisive) {
        List<Plan> left = byEstimate(parts, decisive);
        if (left.size() > MOST_WEIGHED) {
            return left;
        }
        List<Plan> sorted = new ArrayList<>(parts.size());
        BitSet undecided = new BitSet();
        undecided.set(0, events);
        while (!left.isEmpty()) {
            Plan next = left.getFirst();
            double least = Double.MAX_VALUE;
            for (Plan part : left) {
                double cost = asked(part).cost() / (share(part, undecided, decisive) + 0.5 / events);
                if (cost < least) {
                    least = cost;
                    next = part;
                }
            }
            left.remove(next);
            sorted.add(next);
            undecided.and(answered(next, !decisive));
        }
        return sorted;
    }

    /** Of the events that are undecided, the share that a part decides. */
    private double share(Plan part, BitSet undecided, boolean decisive) {
        BitSet decided = answered(part, decisive);
        decided.and(undecided);
        return undecided.isEmpty() ? 0 : (double) decided.cardinality() / undecided.cardinality();
    }

    /** The events of which a part answers so, as a new set. */
    private BitSet answered(Plan part, boolean answer) {
        BitSet answered = (BitSet) held(part).clone();
        if (!answer) {
            answered.flip(0, events);
        }
        return answered;
    }

    private BitSet held(Plan plan) {
        BitSet known = held.get(plan);
        if (known == null) {
            known = switch (plan) {
                case Plan.Fixed(boolean answer) -> all(answer);
                case Plan.Asked asked -> outcomes.held(asked);
                case Plan.Remembered(Plan part, int _) -> held(part);
                case Plan.Not(Plan part) -> answered(part, false);
                case Plan.All(List<Plan> parts, boolean _) -> {
                    BitSet both = all(true);
                    parts.forEach(part -> both.and(held(part)));
                    yield both;
                }
                case Plan.Any(List<Plan> parts, boolean _) -> {
                    BitSet either = all(false);
                    parts.forEach(part -> either.or(held(part)));
                    yield either;
                }
            };
            held.put(plan, known);
        }
        return known;
    }

    private BitSet all(boolean answer) {
        BitSet all = new BitSet();
        all.set(0, answer ? events : 0);
        return all;
    }

    /** What a part costs where it is asked: a remembered one less than it says, as others ask it, too. */
    private Estimate asked(Plan plan) {
        Estimate whole = estimate(plan);
        return plan instanceof Plan.Remembered ? whole.withCost(REMEMBERED + SHARE * whole.cost()) : whole;
    }

    private Estimate estimate(Plan plan) {
        Estimate estimate = estimates.get(plan);
        if (estimate == null) {
            estimate = switch (plan) {
                case Plan.Fixed(boolean answer) -> new Estimate(0, answer ? 1 : 0);
                case Plan.Asked asked -> asked.estimate();
                case Plan.Remembered(Plan part, int _) -> estimate(part);
                case Plan.Not(Plan part) -> estimate(part).not();
                case Plan.All all -> Estimate.all(estimates(of(all)));
                case Plan.Any any -> Estimate.any(estimates(of(any)));
            };
            if (events > 0) {
                estimate = estimate.withTruth((double) held(plan).cardinality() / events);
            }
            estimates.put(plan, estimate);
        }
        return estimate;
    }

    private List<Estimate> estimates(List<Plan> parts) {
        return parts.stream().map(this::estimate).toList();
    }
}
