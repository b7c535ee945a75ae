package io.peregrine.engine.eval;

import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import java.util.List;

/**
 * A condition as a node of a graph in which equal conditions are the same node, so that identity is equality. Made by {@link
 * ConditionGraph}; immutable.
 */
sealed interface Node {
    /** Whether the answer may depend on a comparison of the event's name with constants. */
    default boolean readsEventName() {
        return false;
    }

    /** Whether asking it may change what is read afterwards. */
    default boolean changes() {
        return false;
    }

    /** Whether its answer may differ behind a node that changes something. */
    default boolean isAffected() {
        return false;
    }

    /** Whether it is asked where it stands, and only when what stands before it asks for it. */
    default boolean isInPlace() {
        return false;
    }

    /** Always the same answer. */
    record Fixed(boolean answer) implements Node {}

    /** A comparison. */
    final class Leaf implements Node {
        private final Condition.Check check;
        private final boolean readsEventName;
        private final boolean changes;
        private final boolean affected;
        private final boolean inPlace;

        Leaf(Condition.Check check) {
            this.check = check;
            this.readsEventName = check.left() instanceof Expression.Field(var reference)
                    && reference.field().has(FieldFlag.EVENT_NAME)
                    && !(check.right() instanceof Right.Computed);
            this.changes = FieldEffects.changes(check);
            this.affected = FieldEffects.isAffected(check);
            this.inPlace = FieldEffects.isInPlace(check);
        }

        @Override
        public boolean readsEventName() {
            return readsEventName;
        }

        @Override
        public boolean changes() {
            return changes;
        }

        @Override
        public boolean isAffected() {
            return affected;
        }

        @Override
        public boolean isInPlace() {
            return inPlace;
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
        private final boolean changes;
        private final boolean affected;
        private final boolean inPlace;

        Branch(Kind kind, List<Node> children) {
            this.kind = kind;
            this.children = children;
            this.readsEventName = children.stream().anyMatch(Node::readsEventName);
            this.changes = children.stream().anyMatch(Node::changes);
            this.affected = children.stream().anyMatch(Node::isAffected);
            this.inPlace = children.stream().anyMatch(Node::isInPlace);
        }

        @Override
        public boolean readsEventName() {
            return readsEventName;
        }

        @Override
        public boolean changes() {
            return changes;
        }

        @Override
        public boolean isAffected() {
            return affected;
        }

        @Override
        public boolean isInPlace() {
            return inPlace;
        }

        /** How the children make one answer. */
        Kind kind() {
            return kind;
        }

        /** The children in the order in which they stand. */
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
