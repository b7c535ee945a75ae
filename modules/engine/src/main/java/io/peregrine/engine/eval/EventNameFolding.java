package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.Condition;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventSourceKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Simplifies conditions for one event code: comparisons of the event's name with constants are answered at once, because all events of
 * most codes have the same name. Used by one thread.
 */
final class EventNameFolding {
    private final ConditionGraph graph;
    private final Slot name = new Slot();
    private final boolean named;
    private final Map<Node, Node> folded = new IdentityHashMap<>();

    EventNameFolding(ConditionGraph graph, EventDescriptor event) {
        this.graph = graph;
        this.named = hasOneName(event);
        byte[] text = event.name().getBytes(StandardCharsets.US_ASCII);
        name.set(text, 0, text.length);
    }

    /** Whether every event of the code has the name of the code. */
    private static boolean hasOneName(EventDescriptor event) {
        boolean kernel = event.source() == EventSourceKind.SYSCALL || event.source() == EventSourceKind.TRACEPOINT;
        return kernel && event.code() > EventCodes.GENERIC_X;
    }

    /** The condition as far as the code leaves it open. */
    Node fold(Node node) {
        return named ? folded(node) : node;
    }

    private Node folded(Node node) {
        Node known = folded.get(node);
        if (known == null) {
            known = compute(node);
            folded.put(node, known);
        }
        return known;
    }

    private Node compute(Node node) {
        return switch (node) {
            case Node.Fixed fixed -> fixed;
            case Node.Leaf leaf -> leaf.readsEventName() ? answer(leaf.check()) : leaf;
            case Node.Branch branch -> branch.readsEventName() ? branch(branch) : branch;
        };
    }

    private Node branch(Node.Branch branch) {
        Node decisive = branch.kind() == Node.Kind.OR ? ConditionGraph.TRUE : ConditionGraph.FALSE;
        List<Node> children = new ArrayList<>(branch.children().size());
        for (Node child : branch.children()) {
            Node open = folded(child);
            children.add(open);
            if (open == decisive && branch.kind() != Node.Kind.NOT) {
                break;
            }
        }
        return switch (branch.kind()) {
            case AND -> graph.and(children);
            case OR -> graph.or(children);
            case NOT -> graph.not(children.getFirst());
        };
    }

    private Node answer(Condition.Check check) {
        boolean holds = check.operator() == Operator.EXISTS
                || CheckPlanner.matcher(check, check.right()).matches(name);
        return holds ? ConditionGraph.TRUE : ConditionGraph.FALSE;
    }
}
