package io.peregrine.engine.compile;

import io.peregrine.engine.eval.PartOrder;
import io.peregrine.engine.eval.Plan;
import io.peregrine.engine.eval.RulePlan;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parts that more than one rule of a method asks first, such as that a file is opened for writing, and the local variables with their answers: most rules are
 * rejected by them, and need no call then. Used by one thread for one method.
 */
final class Gates {
    private final ConditionCode conditions;
    private final PartOrder order;
    private final Map<Plan, Integer> uses = new IdentityHashMap<>();
    private final Map<Plan, Integer> answers = new IdentityHashMap<>();

    Gates(List<RulePlan> rules, ConditionCode conditions, PartOrder order) {
        this.conditions = conditions;
        this.order = order;
        for (RulePlan rule : rules) {
            gate(rule.condition()).ifPresent(gate -> uses.merge(gate, 1, Integer::sum));
        }
    }

    /** A remembered part has the same answer for the whole event, so that it may be kept where the rules are asked one behind the other. */
    private Optional<Plan> gate(Plan condition) {
        return condition instanceof Plan.All all && order.of(all).getFirst() instanceof Plan.Remembered first
                ? Optional.of(first)
                : Optional.empty();
    }

    /** Jumps when the first part of a condition, if it is a gate, rejects; the rest is asked behind it, as it would be without. */
    void skip(CodeBuilder code, Plan condition, Label rejected) {
        Optional<Plan> gate = gate(condition).filter(part -> uses.get(part) > 1);
        if (gate.isEmpty()) {
            return;
        }
        Integer known = answers.get(gate.get());
        if (known == null) {
            int answer = code.allocateLocal(TypeKind.INT);
            answers.put(gate.get(), answer);
            conditions.call(code, gate.get());
            code.istore(answer).iload(answer);
        } else {
            code.iload(known);
        }
        code.ifeq(rejected);
    }
}
