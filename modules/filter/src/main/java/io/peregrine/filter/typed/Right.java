package io.peregrine.filter.typed;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import java.util.List;

/** The right side of a comparison. */
public sealed interface Right {
    /** No right side; the operator is {@link Operator#EXISTS} and no other. */
    record Nothing() implements Right {}

    /** One constant; the operator takes no list and no quantifier follows it. */
    record Value(Constant value) implements Right {}

    /**
     * A list of constants in the order written, doubles kept, possibly empty (then the comparison is false).
     *
     * @param quantifier {@link Quantifier#NONE} exactly when the operator takes a list by itself
     */
    record Values(List<Constant> values, Quantifier quantifier) implements Right {
        public Values {
            values = values instanceof WrittenConstants ? values : List.copyOf(values);
        }
    }

    /**
     * Another expression, of the same type and of the same kind (scalar or list) as the left side. The operator is none of
     * {@code exists}, {@code pmatch} and {@code regex}. With {@code in} and {@code intersects} its values are the set.
     */
    record Computed(Expression expression) implements Right {}
}
