package io.peregrine.authoring.explain;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleAlert;
import io.peregrine.alert.RuleLabel;
import io.peregrine.engine.Judge;
import io.peregrine.engine.RuleDefinition;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.event.EventView;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.template.ExtraTemplate;
import io.peregrine.filter.template.Template;
import io.peregrine.filter.template.TemplateException;
import io.peregrine.filter.template.TemplateParser;
import io.peregrine.filter.typed.Condition;
import io.peregrine.filter.typed.ConditionChecker;
import io.peregrine.filter.typed.EventSelection;
import io.peregrine.filter.typed.Services;
import io.peregrine.schema.EventTable;
import io.peregrine.state.EventContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a rule's condition apart and has the engine judge every part at an event. Owned by the thread of the context. */
public final class Explainer {
    private final RuleDefinition rule;
    private final EventContext context;
    private final ConditionPart whole;
    private final Judge judge;
    private BitSet held = new BitSet();
    private Map<Integer, String> values = new HashMap<>();

    /**
     * What explanations are made with.
     *
     * @param catalog the fields of the rule's event source
     * @param text how values are printed
     * @param context holds each event when it is explained
     */
    public record Means(Catalog catalog, ValueText text, EventContext context) {}

    /**
     * An explainer of a rule.
     *
     * @throws io.peregrine.engine.eval.PlanException when the condition asks what cannot be done
     */
    public Explainer(RuleDefinition rule, Means means) {
        this.rule = rule;
        this.context = means.context();
        whole = ConditionPart.of(rule.condition());
        TemplateParser parser = new TemplateParser(new ConditionChecker(means.catalog(), Services.ofThisMachine()));
        List<RuleDefinition> definitions = new ArrayList<>();
        addAll(whole, definitions);
        // what every comparison looked at is read at every event, whether it held or not
        definitions.add(new RuleDefinition(
                label("values"),
                always(definitions.getFirst().condition()),
                new Template(List.of()),
                valueTemplates(whole, parser)));
        String source = rule.label().source();
        RuleSet parts = RuleSet.plan(definitions, Map.of(source, means.catalog()), means.text());
        judge = new Judge(parts, source, context, RuleMatching.ALL, this::note);
    }

    private void addAll(ConditionPart part, List<RuleDefinition> into) {
        into.add(new RuleDefinition(
                label(Integer.toString(part.number())), part.condition(), new Template(List.of()), Map.of()));
        part.children().forEach(child -> addAll(child, into));
    }

    private RuleLabel label(String name) {
        return RuleLabel.of(name, Priority.DEBUG, rule.label().source(), List.of());
    }

    /** A condition that always holds: this one or its contrary. */
    private static Condition always(Condition condition) {
        return new Condition.Or(List.of(condition, new Condition.Not(condition)));
    }

    private static Map<String, ExtraTemplate> valueTemplates(ConditionPart part, TemplateParser parser) {
        Map<String, ExtraTemplate> templates = new HashMap<>();
        if (part.condition() instanceof Condition.Check check) {
            ConditionText.left(check)
                    .ifPresent(left -> template(parser, left)
                            .ifPresent(template -> templates.put(
                                    Integer.toString(part.number()), new ExtraTemplate(left, template, false))));
        }
        part.children().forEach(child -> templates.putAll(valueTemplates(child, parser)));
        return templates;
    }

    private static Optional<Template> template(TemplateParser parser, String field) {
        try {
            return Optional.of(parser.parse("%" + field));
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    /** What the parts say of the event in the context, which must be one of the rule's source. */
    public Truths explain() {
        held = new BitSet();
        values = new HashMap<>();
        judge.judge();
        EventView event = context.event();
        return new Truths(event.number(), event.descriptor().name(), held, values);
    }

    private void note(RuleSet set, int number, EvalContext context) {
        String name = set.rule(number).label().name();
        if (name.equals("values")) {
            RuleAlert alert = set.output(number).alert(context, "");
            alert.fields().forEach((part, value) -> {
                if (value instanceof FieldValue.Text(String text) && !text.equals("<NA>")) {
                    values.put(Integer.valueOf(part), text);
                }
            });
        } else {
            held.set(Integer.parseInt(name));
        }
    }

    /** The rule that is explained. */
    public String rule() {
        return rule.label().name();
    }

    /** The names of the event types that the rule sees; empty for all. */
    List<String> types() {
        BitSet codes = EventSelection.eventCodes(rule.condition());
        return codes.cardinality() == EventTable.size()
                ? List.of()
                : codes.stream()
                        .mapToObj(code -> EventTable.byCode(code).name())
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** Its condition, taken apart. */
    ConditionPart whole() {
        return whole;
    }

    /** Whether the rule matched. */
    public boolean matched(Truths truths) {
        return truths.of(whole);
    }

    /** Whether the rule did not match because of one comparison alone. */
    public boolean almost(Truths truths) {
        return !truths.of(whole) && truths.distance(whole) == 1;
    }
}
