package io.peregrine.engine.eval;

import io.peregrine.fields.Catalog;
import io.peregrine.filter.typed.Condition;
import io.peregrine.schema.EventDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans the conditions of one event source.
 *
 * <p>{@link #add} collects, code by code, the conditions that are asked of the events of that code; {@link #plan} then makes their
 * plans. A condition that several others of the same code ask is remembered for the rest of the event; one that differs codes share
 * is one plan. Used by one thread, once.
 */
public final class Planner {
    private static final long BYTES_FOR_A_CONDITION = 4096;

    private final ConditionGraph graph = new ConditionGraph();
    private final Map<Integer, List<Node>> asked = new HashMap<>();
    private final Set<Node> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Node, Plan> planned = new IdentityHashMap<>();
    private final Set<Node> noted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ScratchPlan scratch = new ScratchPlan();
    private final KeptValues kept = new KeptValues(scratch);
    private final PartOrder order = new PartOrder(PartOrder.Outcomes.UNKNOWN);
    private final Estimates estimates;
    private final CheckPlanner checks;
    private final ExpressionPlanner expressions;

    /** A planner over the fields of one source. */
    public Planner(Catalog catalog) {
        this.expressions = new ExpressionPlanner(catalog, scratch);
        this.checks = new CheckPlanner(expressions, scratch, kept);
        this.estimates = new Estimates(expressions);
    }

    /** Notes the conditions that are asked of the events of a code, in order. */
    public void add(EventDescriptor event, List<Condition> conditions) {
        EventNameFolding folding = new EventNameFolding(graph, event);
        List<Node> nodes = new ArrayList<>();
        for (Condition condition : conditions) {
            nodes.add(folding.fold(graph.of(condition)));
        }
        asked.put(event.code(), nodes);
        markShared(nodes);
    }

    /** Marks the nodes that more than one of the others asks. */
    private void markShared(List<Node> nodes) {
        Map<Node, Integer> seen = new IdentityHashMap<>();
        nodes.forEach(node -> visit(node, seen));
    }

    private void visit(Node node, Map<Node, Integer> seen) {
        if (seen.merge(node, 1, Integer::sum) > 1) {
            shared.add(node);
        } else if (node instanceof Node.Branch branch) {
            branch.children().forEach(child -> visit(child, seen));
        } else if (node instanceof Node.Leaf leaf && noted.add(leaf)) {
            kept.note(leaf.check());
        }
    }

    /**
     * What is asked of the events of a code, in the order in which its conditions were added; the parts of each in the order of {@link PartOrder}.
     *
     * @throws PlanException when a condition asks what no evaluator can do
     * @throws io.peregrine.fields.FieldException when a field refuses its argument or operator
     */
    public List<Plan> plan(int code) {
        List<Node> nodes = asked.getOrDefault(code, List.of());
        List<Plan> plans = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            PlanException.requireRoom(BYTES_FOR_A_CONDITION);
            plans.add(planned(node));
        }
        return plans;
    }

    /** Whether asking one of the conditions that were added may change what is read behind it. */
    public boolean changes() {
        return kept.changes();
    }

    /** The planner of expressions, for outputs. */
    public ExpressionPlanner expressions() {
        return expressions;
    }

    /** The scratch that all conditions planned so far need. */
    public ScratchPlan.Size scratch() {
        return scratch.size();
    }

    private Plan planned(Node node) {
        Plan known = planned.get(node);
        if (known == null) {
            known = compute(node);
            if (isRemembered(node)) {
                known = new Plan.Remembered(known, scratch.newMemo());
            }
            planned.put(node, known);
        }
        return known;
    }

    /** Whether the answer of a node is kept; not that of one whose asking, or the asking of others, changes something. */
    private boolean isRemembered(Node node) {
        return shared.contains(node)
                && !(node instanceof Node.Fixed)
                && !(kept.changes() && (node.changes() || node.isAffected()));
    }

    private Plan compute(Node node) {
        return switch (node) {
            case Node.Fixed(boolean answer) -> new Plan.Fixed(answer);
            case Node.Leaf leaf ->
                new Plan.Asked(leaf.check(), checks.plan(leaf.check()), estimates.of(leaf.check()), isInPlace(leaf));
            case Node.Branch branch ->
                switch (branch.kind()) {
                    case AND -> new Plan.All(parts(branch, false), !isFree(branch));
                    case OR -> new Plan.Any(parts(branch, true), !isFree(branch));
                    case NOT -> new Plan.Not(planned(branch.children().getFirst()));
                };
        };
    }

    /** Whether the parts of a branch may be asked in any order: asking none of them changes what another reads or calls code that is not ours. */
    private boolean isFree(Node.Branch branch) {
        return !isInPlace(branch) && !(kept.changes() && (branch.changes() || branch.isAffected()));
    }

    private boolean isInPlace(Node node) {
        return node.isInPlace() || expressions.showsLeftText();
    }

    /** The parts in the order of what they are thought to cost, where they are free; those of parts of the same kind that nobody else asks stand among them. */
    private List<Plan> parts(Node.Branch branch, boolean decisive) {
        if (!isFree(branch)) {
            return branch.children().stream().map(this::planned).toList();
        }
        List<Plan> parts = new ArrayList<>();
        addParts(branch, parts);
        return order.byEstimate(parts, decisive);
    }

    private void addParts(Node.Branch branch, List<Plan> parts) {
        for (Node child : branch.children()) {
            if (child instanceof Node.Branch inner && inner.kind() == branch.kind() && !shared.contains(inner)) {
                addParts(inner, parts);
            } else {
                parts.add(planned(child));
            }
        }
    }
}
