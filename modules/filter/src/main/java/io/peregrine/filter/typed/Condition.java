package io.peregrine.filter.typed;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Origin;
import java.util.List;

/** A checked condition. Two conditions are equal when they mean the same by form; the place where they were written does not count. */
public sealed interface Condition {
    /** True when all children are; evaluated from left to right, at least two children. */
    record And(List<Condition> children) implements Condition {
        public And {
            children = List.copyOf(children);
        }
    }

    /** True when one child is; evaluated from left to right, at least two children. */
    record Or(List<Condition> children) implements Condition {
        public Or {
            children = List.copyOf(children);
        }
    }

    /** True when the child is false. */
    record Not(Condition child) implements Condition {}

    /**
     * One comparison. Whatever the operator, it is false when the left side has no value, and false when a computed right side has none.
     *
     * @param left what is looked at
     * @param operator how
     * @param right what it is compared with; fits the operator and the type of {@code left}
     * @param origin where it was written; not part of equality
     */
    record Check(Expression left, Operator operator, Right right, Origin origin) implements Condition {
        @Override
        public boolean equals(Object other) {
            return other instanceof Check that
                    && operator == that.operator
                    && left.equals(that.left)
                    && right.equals(that.right);
        }

        @Override
        public int hashCode() {
            return (left.hashCode() * 31 + operator.ordinal()) * 31 + right.hashCode();
        }
    }
}
