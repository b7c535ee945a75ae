package io.peregrine.engine.eval;

import io.peregrine.filter.typed.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the nodes of conditions, each distinct condition once, and leaves out what cannot change an answer: nothing that changes what is read
 * afterwards, and no repetition behind such a change. Used by one thread.
 */
final class ConditionGraph {
    /** The node that holds always. */
    static final Node TRUE = new Node.Fixed(true);

    /** The node that holds never. */
    static final Node FALSE = new Node.Fixed(false);

    /** Conditions that were seen; what rules have of a macro is one object, and comparing it by what it says would go through its lists. */
    private final Map<Condition, Node> known = new IdentityHashMap<>();

    private final Map<Condition.Check, Node> leaves = new HashMap<>();
    private final Map<BranchKey, Node> branches = new HashMap<>();

    /** Nodes are equal only when they are the same. */
    private record BranchKey(Node.Kind kind, List<Node> children) {}

    /** The node of a condition. */
    Node of(Condition condition) {
        Node node = known.get(condition);
        if (node == null) {
            node = make(condition);
            known.put(condition, node);
        }
        return node;
    }

    private Node make(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> children) ->
                and(children.stream().map(this::of).toList());
            case Condition.Or(List<Condition> children) ->
                or(children.stream().map(this::of).toList());
            case Condition.Not(Condition child) -> not(of(child));
            case Condition.Check check -> leaves.computeIfAbsent(check, Node.Leaf::new);
        };
    }

    /** True when all are. */
    Node and(List<Node> children) {
        return combine(Node.Kind.AND, children, TRUE, FALSE);
    }

    /** True when one is. */
    Node or(List<Node> children) {
        return combine(Node.Kind.OR, children, FALSE, TRUE);
    }

    /** True when the child is not. */
    Node not(Node child) {
        if (child == TRUE || child == FALSE) {
            return child == TRUE ? FALSE : TRUE;
        }
        if (child instanceof Node.Branch branch && branch.kind() == Node.Kind.NOT) {
            return branch.children().getFirst();
        }
        return intern(Node.Kind.NOT, List.of(child));
    }

    private Node combine(Node.Kind kind, List<Node> children, Node neutral, Node decisive) {
        List<Node> kept = new ArrayList<>();
        boolean changes = false;
        for (Node child : children) {
            if (child == decisive) {
                if (!changes) {
                    return decisive;
                }
                kept.add(child);
                break;
            }
            if (child != neutral && (changes && child.isAffected() || !kept.contains(child))) {
                kept.add(child);
                changes |= child.changes();
            }
        }
        return switch (kept.size()) {
            case 0 -> neutral;
            case 1 -> kept.getFirst();
            default -> intern(kind, kept);
        };
    }

    private Node intern(Node.Kind kind, List<Node> children) {
        return branches.computeIfAbsent(
                new BranchKey(kind, List.copyOf(children)), key -> new Node.Branch(kind, key.children()));
    }
}
