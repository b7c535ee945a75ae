package io.peregrine.authoring.explain;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleAlert;
import io.peregrine.alert.RuleLabel;
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
import io.peregrine.filter.typed.Services;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Stages;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a rule's condition apart and has the engine judge every part at every event. Owned by the thread of the pipeline that its stages are used in.
 */
public final class Explainer {
    private static final String SOURCE = "syscall";

    /** A field with its argument, or a transformer with what it is asked of, at the beginning of a comparison. */
    private static final Pattern LEFT = Pattern.compile("^([a-z0-9_]+\\([^()]*\\)|[a-z0-9_.]+(\\[[^\\]]*\\])?)");

    private final String rule;
    private final Part whole;
    private final RuleSet parts;
    private BitSet held = new BitSet();
    private Map<Integer, String> values = new HashMap<>();

    /**
     * An explainer of a rule.
     *
     * @throws io.peregrine.engine.eval.PlanException when the condition asks what cannot be done
     */
    public Explainer(RuleDefinition rule, Catalog catalog, ValueText text) {
        this.rule = rule.label().name();
        whole = Part.of(rule.condition());
        TemplateParser parser = new TemplateParser(new ConditionChecker(catalog, Services.ofThisMachine()));
        List<RuleDefinition> definitions = new ArrayList<>();
        addAll(whole, parser, definitions);
        // what every comparison looked at is read at every event, whether it held or not
        definitions.add(new RuleDefinition(
                label("values"),
                always(definitions.getFirst().condition()),
                new Template(List.of()),
                valueTemplates(whole, parser)));
        parts = RuleSet.plan(definitions, Map.of(SOURCE, catalog), text);
    }

    private static void addAll(Part part, TemplateParser parser, List<RuleDefinition> into) {
        into.add(new RuleDefinition(
                label(Integer.toString(part.number())), part.condition(), new Template(List.of()), Map.of()));
        part.children().forEach(child -> addAll(child, parser, into));
    }

    private static RuleLabel label(String name) {
        return RuleLabel.of(name, Priority.DEBUG, SOURCE, List.of());
    }

    /** A condition that always holds: this one or its contrary. */
    private static Condition always(Condition condition) {
        return new Condition.Or(List.of(condition, new Condition.Not(condition)));
    }

    private static Map<String, ExtraTemplate> valueTemplates(Part part, TemplateParser parser) {
        Map<String, ExtraTemplate> templates = new HashMap<>();
        if (part.condition() instanceof Condition.Check) {
            Matcher left = LEFT.matcher(ConditionText.of(part.condition()));
            if (left.find()) {
                template(parser, left.group())
                        .ifPresent(template -> templates.put(
                                Integer.toString(part.number()), new ExtraTemplate(left.group(), template, false)));
            }
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

    /**
     * Stages whose rules are the parts of the condition.
     *
     * @param wanted the numbers of the events that are explained
     * @param told is handed what the parts said of each such event
     */
    public Stages stages(LongPredicate wanted, Consumer<Truths> told) {
        Judging judging = new Judging(parts, RuleMatching.ALL, (set, number, context) -> note(set, number, context));
        return Stages.NONE.withJudging(judging).withObserver(context -> {
            EventView event = context.event();
            if (wanted.test(event.number())) {
                told.accept(new Truths(event.number(), event.descriptor().name(), held, values));
            }
            held = new BitSet();
            values = new HashMap<>();
        });
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
        return rule;
    }

    /** Its condition, taken apart. */
    Part whole() {
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
