package io.peregrine.authoring.explain;

import io.peregrine.filter.typed.Condition;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What follows for the parts of a condition from the comparisons that are known: a part is said of what its parts are, and where it is known that the whole
 * matched, the last part that is left open is said of the whole.
 */
final class Deduction {
    private final BitSet held = new BitSet();
    private final BitSet open = new BitSet();
    private final BitSet unseen = new BitSet();

    /**
     * Deduces.
     *
     * @param known tells whether a comparison is known
     * @param truths what the comparisons said; compound parts are not looked at
     */
    static Truths of(ConditionPart whole, Predicate<ConditionPart> known, Truths truths) {
        Deduction deduction = new Deduction();
        deduction.upwards(whole, known, truths);
        if (deduction.open.get(whole.number())) {
            deduction.downwards(whole, true);
        }
        return new Truths(
                truths.event(),
                truths.type(),
                deduction.held,
                truths.values(),
                new Truths.Gaps(deduction.open, deduction.unseen));
    }

    private void upwards(ConditionPart part, Predicate<ConditionPart> known, Truths truths) {
        part.children().forEach(child -> upwards(child, known, truths));
        switch (part.condition()) {
            case Condition.Check check -> {
                unseen.set(part.number(), !known.test(part));
                set(part, truths.of(part), !known.test(part));
            }
            case Condition.Not not -> {
                ConditionPart child = part.children().getFirst();
                set(part, !held.get(child.number()), open.get(child.number()));
            }
            case Condition.And and -> joined(part, false);
            case Condition.Or or -> joined(part, true);
        }
    }

    /** One child that says {@code decisive} decides; without one an open child leaves the part open. */
    private void joined(ConditionPart part, boolean decisive) {
        boolean decided = part.children().stream().anyMatch(child -> is(child, decisive));
        boolean undecided = part.children().stream().anyMatch(child -> open.get(child.number()));
        set(part, decided == decisive, !decided && undecided);
    }

    /** An open part says this after all. */
    private void downwards(ConditionPart part, boolean truth) {
        set(part, truth, false);
        List<ConditionPart> left = part.children().stream()
                .filter(child -> open.get(child.number()))
                .toList();
        switch (part.condition()) {
            case Condition.Check check -> {}
            case Condition.Not not -> left.forEach(child -> downwards(child, !truth));
            case Condition.And and -> {
                if (truth || left.size() == 1) {
                    left.forEach(child -> downwards(child, truth));
                }
            }
            case Condition.Or or -> {
                if (!truth || left.size() == 1) {
                    left.forEach(child -> downwards(child, truth));
                }
            }
        }
    }

    private boolean is(ConditionPart part, boolean truth) {
        return !open.get(part.number()) && held.get(part.number()) == truth;
    }

    private void set(ConditionPart part, boolean truth, boolean isOpen) {
        held.set(part.number(), truth && !isOpen);
        open.set(part.number(), isOpen);
    }
}
