package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;
import io.peregrine.filter.syntax.Quantifier;
import java.util.List;

/** Several predicates on one value made into one by a quantifier; no predicates at all are false. */
final class MatcherCombination implements SlotMatcher {
    private final SlotMatcher[] matchers;
    private final Quantifier quantifier;

    MatcherCombination(List<SlotMatcher> matchers, Quantifier quantifier) {
        this.matchers = matchers.toArray(new SlotMatcher[0]);
        this.quantifier = quantifier;
    }

    @Override
    public boolean matches(Slot value) {
        int enough = quantifier == Quantifier.ALLOF ? matchers.length : quantifier == Quantifier.ONEOF ? 2 : 1;
        int count = 0;
        for (int i = 0; i < matchers.length && count < enough; i++) {
            if (matchers[i].matches(value)) {
                count++;
            } else if (quantifier == Quantifier.ALLOF) {
                return false;
            }
        }
        return switch (quantifier) {
            case ONEOF -> count == 1;
            case ALLOF -> matchers.length > 0;
            case ANYOF, NONE -> count > 0;
        };
    }
}
