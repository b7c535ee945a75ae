package io.peregrine.recorder;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.engine.Judge;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.eval.PlanException;
import io.peregrine.event.EventView;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.FieldException;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Origin;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.Services;
import io.peregrine.state.EventContext;
import java.util.List;
import java.util.Map;

/** A condition of the rule language as a filter of events. Owned by the thread of the source. */
public final class ConditionFilter implements EventFilter {
    /** A condition that every event meets. */
    public static final String ALWAYS = "evt.num >= 0";

    private static final String SOURCE = "syscall";

    private final Judge judge;

    private ConditionFilter(Judge judge) {
        this.judge = judge;
    }

    /**
     * A filter for a condition without macros and lists; empty text accepts every event.
     *
     * @param condition the condition
     * @param catalog the fields that it may name
     * @param context holds each event when the filter is asked
     * @throws FilterException when the condition is wrong
     */
    public static EventFilter of(String condition, Catalog catalog, EventContext context) throws FilterException {
        if (condition.isBlank()) {
            return EventFilter.ALL;
        }
        RuleDefinition rule = new RuleDefinition(
                RuleLabel.of("filter", Priority.DEBUG, SOURCE, List.of()),
                check(condition, catalog),
                new Template(List.of()),
                Map.of());
        RuleSet rules = plan(rule, catalog, condition);
        return new ConditionFilter(new Judge(rules, SOURCE, context, RuleMatching.FIRST, (set, number, event) -> {}));
    }

    /** Plans the rule; what a field refuses only now is a mistake in the condition too. */
    private static RuleSet plan(RuleDefinition rule, Catalog catalog, String condition) throws FilterException {
        try {
            return RuleSet.plan(List.of(rule), Map.of(SOURCE, catalog), new ValueText(BufferFormat.DOTS));
        } catch (PlanException | FieldException e) {
            Origin whole = new Origin(MappedText.unmapped(condition), 0, condition.length());
            throw new FilterException(e.getMessage(), whole);
        }
    }

    /**
     * Checks a condition without macros and lists.
     *
     * @throws FilterException when it is wrong
     */
    public static Condition check(String condition, Catalog catalog) throws FilterException {
        ConditionChecker checker = new ConditionChecker(catalog, Services.ofThisMachine());
        return checker.check(ConditionParser.parse(MappedText.unmapped(condition)))
                .condition();
    }

    @Override
    public boolean accepts(EventView event) {
        long before = judge.matches();
        judge.judge();
        return judge.matches() > before;
    }
}
