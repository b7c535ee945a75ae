package io.peregrine.engine.eval;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Interprets plans as trees of small closures: the evaluator that every other is held against. Used by one thread, while a rule set is planned. */
public final class Closures {
    private final Map<Plan, EventPredicate> made = new IdentityHashMap<>();

    /** The closure of a plan; the same one for the same plan. */
    public EventPredicate of(Plan plan) {
        EventPredicate known = made.get(plan);
        if (known == null) {
            known = compute(plan);
            made.put(plan, known);
        }
        return known;
    }

    private EventPredicate compute(Plan plan) {
        return switch (plan) {
            case Plan.Fixed(boolean answer) -> new Branches.Constant(answer);
            case Plan.All(List<Plan> parts, boolean _)
            when parts.size() == 2 -> new Branches.Both(of(parts.getFirst()), of(parts.getLast()));
            case Plan.All(List<Plan> parts, boolean _) -> new Branches.All(all(parts));
            case Plan.Any(List<Plan> parts, boolean _) -> new Branches.Any(all(parts));
            case Plan.Not(Plan part) -> new Branches.Not(of(part));
            case Plan.Remembered(Plan part, int memo) -> new Branches.Remembered(of(part), memo);
            case Plan.Asked asked -> asked.comparison();
        };
    }

    private EventPredicate[] all(List<Plan> parts) {
        return parts.stream().map(this::of).toArray(EventPredicate[]::new);
    }
}
