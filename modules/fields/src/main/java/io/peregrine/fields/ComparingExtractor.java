package io.peregrine.fields;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Constant;
import io.peregrine.state.EventContext;
import java.util.List;

/** A field whose comparison is its own affair, for conditions: {@code fd.sip.name}, {@code evt.around}. */
public non-sealed interface ComparingExtractor extends Extractor {
    /** One comparison of the field, ready to be asked. Immutable; shared by all threads. */
    @FunctionalInterface
    interface Comparison {
        /**
         * Whether the comparison holds for the context's event.
         *
         * @param context the event and its state
         * @param scratch a slot that the comparison may use
         */
        boolean holds(EventContext context, Slot scratch);
    }

    /**
     * Resolves a comparison when a rule set is planned.
     *
     * @param operator the operator
     * @param values the constants on the right: none for {@code exists}, one for a scalar operator, any number for {@code in}
     * @return the comparison
     * @throws FieldException when the field does not know the operator
     */
    Comparison compare(Operator operator, List<Constant> values);
}
