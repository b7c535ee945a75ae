package io.peregrine.engine.eval;

import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import java.util.List;

/**
 * A condition as a node of a graph in which equal conditions are the same node, so that identity is equality. Made by {@link
 * ConditionGraph}; immutable.
 */
sealed interface Node {
    /** Whether the answer may depend on a comparison of {@code evt.type} with constants. */
    default boolean readsEventName() {
        return false;
    }

    /** Always the same answer. */
    record Fixed(boolean answer) implements Node {}

    /** A comparison. */
    final class Leaf implements Node {
        private final Condition.Check check;
        private final boolean readsEventName;

        Leaf(Condition.Check check) {
            this.check = check;
            this.readsEventName = check.left() instanceof Expression.Field(var reference)
                    && reference.field().name().equals("evt.type")
                    && !(check.right() instanceof Right.Computed);
        }

        @Override
        public boolean readsEventName() {
            return readsEventName;
        }

        /** The comparison. */
        Condition.Check check() {
            return check;
        }
    }

    /** All children, or one of them, or the opposite of the only one. */
    final class Branch implements Node {
        private final Kind kind;
        private final List<Node> children;
        private final boolean readsEventName;

        Branch(Kind kind, List<Node> children) {
            this.kind = kind;
            this.children = children;
            this.readsEventName = children.stream().anyMatch(Node::readsEventName);
        }

        @Override
        public boolean readsEventName() {
            return readsEventName;
        }

        /** How the children make one answer. */
        Kind kind() {
            return kind;
        }

        /** The children in the order in which they are asked. */
        List<Node> children() {
            return children;
        }
    }

    /** How the children of a branch make one answer. */
    enum Kind {
        AND,
        OR,
        NOT
    }
}
