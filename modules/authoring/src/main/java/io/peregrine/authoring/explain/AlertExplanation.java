package io.peregrine.authoring.explain;

import io.peregrine.authoring.alerts.AlertCatalog;
import io.peregrine.authoring.alerts.RecordedAlert;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.event.EventWriter;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.filter.typed.Expression;
import io.peregrine.filter.typed.Right;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Why a rule matched, as far as its alert tells: the engine judges the fields that the alert shows, and what it does not show stays open, unless it follows from
 * the rule having matched.
 */
public final class AlertExplanation {
    private static final String SYSCALL = "syscall";

    private final RecordedAlert alert;
    private final Explainer explainer;
    private final Truths truths;

    /**
     * Explains an alert.
     *
     * @param rule the alert's rule
     * @param catalog the fields of its source
     */
    public AlertExplanation(RecordedAlert alert, RuleDefinition rule, Catalog catalog, ValueText text) {
        this.alert = alert;
        AlertCatalog fields = new AlertCatalog(alert, catalog);
        EventContext context = new EventContext(StateTables.forReplay(StateSettings.DEFAULT));
        write(event(alert, rule), context);
        this.explainer = new Explainer(rule, new Explainer.Means(fields.catalog(), text, context));
        this.truths = Deduction.of(
                explainer.whole(),
                part -> part.condition() instanceof Condition.Check check && isKnown(check, fields),
                explainer.explain());
    }

    /** The type that the alert names, else one that the rule sees. */
    private static EventDescriptor event(RecordedAlert alert, RuleDefinition rule) {
        if (!rule.label().source().equals(SYSCALL)) {
            return EventTable.byCode(EventCodes.PLUGINEVENT_E);
        }
        BitSet codes = EventSelection.eventCodes(rule.condition());
        Optional<String> type = alert.value("evt.type");
        List<EventDescriptor> seen = codes.stream().mapToObj(EventTable::byCode).toList();
        return seen.stream()
                .filter(event -> type.isPresent() && event.name().equals(type.get()))
                .reduce((first, second) -> second)
                .or(() -> type.flatMap(name -> EventTable.all().stream()
                        .filter(event -> event.name().equals(name))
                        .reduce((first, second) -> second)))
                .or(() -> seen.stream().filter(event -> event.code() > 1).findFirst())
                .orElse(EventTable.byCode(EventCodes.GENERIC_X));
    }

    private static void write(EventDescriptor event, EventContext context) {
        EventWriter writer = new EventWriter();
        writer.begin(event.code(), 1, 1, event.params().size());
        for (ParamDescriptor ignored : event.params()) {
            writer.empty();
        }
        writer.wrapIn(context.event(), 0);
    }

    private static boolean isKnown(Condition.Check check, AlertCatalog fields) {
        boolean left = isKnown(check.left(), fields);
        return left && (!(check.right() instanceof Right.Computed(Expression right)) || isKnown(right, fields));
    }

    private static boolean isKnown(Expression expression, AlertCatalog fields) {
        return switch (expression) {
            case Expression.Field field -> fields.shows(field.reference());
            case Expression.Call call -> call.arguments().stream().allMatch(argument -> isKnown(argument, fields));
            case Expression.Text text -> true;
            case Expression.Elements elements ->
                elements.elements().stream().allMatch(element -> isKnown(element, fields));
        };
    }

    /** The explanation for people. */
    public String text(UnaryOperator<String> highlight) {
        StringBuilder text = new StringBuilder("The rule '")
                .append(explainer.rule())
                .append(explainer.matched(truths) ? "' matched" : "' would not match any more")
                .append(alert.time().isEmpty() ? "" : ", " + alert.time())
                .append(".\n");
        text.append(new ExplanationText(explainer, highlight).tree(truths));
        if (!truths.gaps().open().isEmpty()) {
            text.append("The alert does not show what stands at '?': name more fields in the rule's output,"
                    + " or explain the event of a capture.\n");
        }
        return text.toString();
    }

    /** The explanation for machines. */
    public String json() {
        return ExplanationJson.of(explainer, truths);
    }
}
