package io.peregrine.engine;

import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.Plan;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.engine.eval.Planner;
import io.peregrine.engine.eval.RulePlan;
import io.peregrine.engine.format.OutputPlanner;
import io.peregrine.engine.format.RuleOutput;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a rule set: decides which rules look at which event codes, in the order of the rules.
 *
 * <p>A rule of the source {@code syscall} looks at the codes that its comparisons of the event type allow and at asynchronous events; a
 * rule of a plugin's source at plugin events and asynchronous events, whatever its condition says.
 */
final class RuleSetPlanner {
    private static final String SYSCALL_SOURCE = "syscall";

    /** What it takes at least to ask a rule of the events of one code, and to plan its output. */
    private static final long BYTES_FOR_A_RULE = 128;

    private final List<RuleDefinition> rules;
    private final Map<String, Catalog> catalogs;
    private final ValueText text;
    private final RuleOutput[] outputs;

    RuleSetPlanner(List<RuleDefinition> rules, Map<String, Catalog> catalogs, ValueText text) {
        this.rules = rules;
        this.catalogs = catalogs;
        this.text = text;
        this.outputs = new RuleOutput[rules.size()];
    }

    RuleSet plan() {
        Map<String, SourceRules> sources = new HashMap<>();
        catalogs.forEach((source, catalog) -> sources.put(source, plan(source, catalog)));
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] == null) {
                throw new IllegalArgumentException(
                        "The rule '" + rules.get(i).label().name() + "' is for the event source "
                                + rules.get(i).label().source() + ", which does not exist.");
            }
        }
        return new RuleSet(rules, Arrays.asList(outputs), sources);
    }

    private SourceRules plan(String source, Catalog catalog) {
        Planner planner = new Planner(catalog);
        OutputPlanner outputPlanner = new OutputPlanner(planner.expressions(), text);
        List<List<Integer>> byCode = new ArrayList<>();
        for (int code = 0; code < EventCodes.COUNT; code++) {
            byCode.add(new ArrayList<>());
        }
        BitSet used = new BitSet();
        for (int i = 0; i < rules.size(); i++) {
            RuleDefinition rule = rules.get(i);
            if (rule.label().source().equals(source)) {
                PlanException.requireRoom(BYTES_FOR_A_RULE);
                outputs[i] = outputPlanner.plan(rule.label(), rule.output(), rule.extras());
                BitSet codes = codes(rule);
                used.or(codes);
                int number = i;
                codes.stream().forEach(code -> byCode.get(code).add(number));
            }
        }
        used.stream().forEach(code -> {
            PlanException.requireRoom(BYTES_FOR_A_RULE * byCode.get(code).size());
            planner.add(EventTable.byCode(code), conditions(byCode.get(code)));
        });
        Map<Integer, BucketPlan> plans = new LinkedHashMap<>();
        used.stream().forEach(code -> {
            BucketPlan plan = new BucketPlan(code, possible(planner.plan(code), byCode.get(code)), planner.changes());
            if (!plan.rules().isEmpty()) {
                plans.put(code, plan);
            }
        });
        return new SourceRules(plans, used, planner.scratch());
    }

    private static BitSet codes(RuleDefinition rule) {
        BitSet codes = new BitSet();
        if (rule.label().source().equals(SYSCALL_SOURCE)) {
            codes.or(EventSelection.eventCodes(rule.condition()));
        } else {
            codes.set(EventCodes.PLUGINEVENT_E);
        }
        codes.set(EventCodes.ASYNCEVENT_E);
        return codes;
    }

    private List<Condition> conditions(List<Integer> numbers) {
        return numbers.stream().map(number -> rules.get(number).condition()).toList();
    }

    private static List<RulePlan> possible(List<Plan> conditions, List<Integer> numbers) {
        List<RulePlan> possible = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            if (!isNever(conditions.get(i))) {
                possible.add(new RulePlan(numbers.get(i), conditions.get(i)));
            }
        }
        return possible;
    }

    private static boolean isNever(Plan condition) {
        return condition instanceof Plan.Fixed(boolean answer) && !answer;
    }
}
