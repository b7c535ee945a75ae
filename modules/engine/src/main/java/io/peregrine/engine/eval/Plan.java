package io.peregrine.engine.eval;

import io.peregrine.filter.typed.Condition;
import java.util.List;

/**
 * What is asked of an event, as a tree: the one form that the closures interpret, the compiler translates, and explanations and profiles print.
 *
 * <p>Equal parts of the conditions of one source are the same object, so it is a tree with shared branches. What a comparison was made from, with the
 * place in the rules file, stands beside it; which rules ask is known by the {@link RulePlan}s that hold it. Immutable; shared by all threads.
 */
public sealed interface Plan {
    /** The same answer for every event. */
    record Fixed(boolean answer) implements Plan {}

    /**
     * True when all parts are; asked in order until one is not.
     *
     * @param parts the parts
     * @param inOrder whether they must be asked in this order, because asking one may change what another reads, or calls code that is not ours
     */
    record All(List<Plan> parts, boolean inOrder) implements Plan {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /**
     * True when one part is; asked in order until one is.
     *
     * @param parts the parts
     * @param inOrder whether they must be asked in this order
     */
    record Any(List<Plan> parts, boolean inOrder) implements Plan {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** True when the part is not. */
    record Not(Plan part) implements Plan {}

    /**
     * A part that more than one condition asks, answered once an event.
     *
     * @param part what is asked
     * @param memo where its answer is kept in the {@link EvalContext}
     */
    record Remembered(Plan part, int memo) implements Plan {}

    /**
     * A comparison.
     *
     * @param source the checked comparison that it was made from, with its origin
     * @param comparison asks it
     * @param estimate what it is thought to cost
     * @param inPlace whether it may be asked in its turn alone
     */
    record Asked(Condition.Check source, Comparison comparison, Estimate estimate, boolean inPlace) implements Plan {}
}
