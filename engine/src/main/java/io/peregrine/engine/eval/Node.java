package io.peregrine.engine.eval;

import io.peregrine.filter.typed.Condition;
import java.util.List;

/**
 * A condition as a node of a graph in which equal conditions are the same node, so that identity is equality. Made by {@link
 * ConditionGraph}; immutable.
 */
sealed interface Node {
    /** Always the same answer. */
    record Fixed(boolean answer) implements Node {}

    /** A comparison. */
    final class Leaf implements Node {
        private final Condition.Check check;

        Leaf(Condition.Check check) {
            this.check = check;
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

        Branch(Kind kind, List<Node> children) {
            this.kind = kind;
            this.children = children;
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
