package io.peregrine.engine;

import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.Closures;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.EventPredicate;
import io.peregrine.engine.eval.FieldEffects;
import io.peregrine.engine.eval.RulePlan;
import io.peregrine.filter.field.Dependency;
import io.peregrine.schema.EventCodes;
import java.util.List;

/**
 * Finds the rules whose conditions read what somebody outside has not told yet ({@link io.peregrine.state.EventContext#lack}). Owned by one thread.
 *
 * <p>While an event is judged it is only noted that something was lacking; rules share answers, and who is compiled keeps no record. Which rules it was is found behind that, by asking those
 * that can have read it once more, each for itself: such events are few, and all others cost nothing.
 */
final class LackingRules {
    private final RuleSet rules;
    private final SourceRules source;
    private final MatchHandler handler;
    private final Asked[][] byCode = new Asked[EventCodes.COUNT][];
    private final Closures closures = new Closures();

    private record Asked(int rule, EventPredicate condition) {}

    /** The rules of a source; those that lack something are told to the handler. */
    LackingRules(RuleSet rules, SourceRules source, MatchHandler handler) {
        this.rules = rules;
        this.source = source;
        this.handler = handler;
    }

    /**
     * Tells which rules lacked something of the event in hand.
     *
     * @param code the event's code
     * @param context the event, which was judged
     * @param last the rule that was asked last
     */
    void tell(int code, EvalContext context, int last) {
        for (Asked asked : asked(code)) {
            if (asked.rule() > last) {
                break;
            }
            context.nextEvent();
            context.event().takeLacking();
            asked.condition().test(context);
            context.endRule();
            if (context.event().takeLacking()) {
                handler.lacked(asked.rule());
            }
        }
    }

    private Asked[] asked(int code) {
        if (byCode[code] == null) {
            byCode[code] = source.plan(code).map(BucketPlan::rules).orElse(List.of()).stream()
                    .filter(this::canLack)
                    .map(rule -> new Asked(rule.rule(), closures.of(rule.condition())))
                    .toArray(Asked[]::new);
        }
        return byCode[code];
    }

    private boolean canLack(RulePlan plan) {
        return FieldEffects.reads(
                rules.rule(plan.rule()).condition(), field -> field.dependency() == Dependency.ADDED_SLOT);
    }
}
