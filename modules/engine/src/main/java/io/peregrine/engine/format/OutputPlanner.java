package io.peregrine.engine.format;

import io.peregrine.alert.RuleLabel;
import io.peregrine.engine.eval.ExpressionPlanner;
import io.peregrine.fields.ValueText;
import io.peregrine.filter.template.ExtraTemplate;
import io.peregrine.filter.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the outputs of the rules of one event source ready to be filled in. Used by one thread, while a rule set is planned. */
public final class OutputPlanner {
    private static final byte[] NOTHING = {};

    private final ExpressionPlanner expressions;
    private final ValueText text;

    /** A planner that reads through these expressions and prints values in this way. */
    public OutputPlanner(ExpressionPlanner expressions, ValueText text) {
        this.expressions = expressions;
        this.text = text;
    }

    /**
     * The output of a rule.
     *
     * @param label what alerts say of the rule
     * @param output its output, completed
     * @param extras the templates of further output fields by name
     */
    public RuleOutput plan(RuleLabel label, Template output, Map<String, ExtraTemplate> extras) {
        SequencedMap<String, PlannedOutput> fields = new LinkedHashMap<>();
        for (Template.Piece piece : output.pieces()) {
            if (piece instanceof Template.Placeholder placeholder) {
                placeholder.fields().forEach(field -> fields.putLast(field.name(), value(field)));
            }
        }
        SortedMap<String, Message> texts = new TreeMap<>();
        extras.forEach((key, extra) -> {
            fields.remove(key);
            if (extra.typed()) {
                typedField(key, extra.template(), fields);
            } else {
                texts.put(key, message(extra.template()));
            }
        });
        return new RuleOutput(label, message(output), fields, texts);
    }

    private void typedField(String key, Template template, Map<String, PlannedOutput> into) {
        for (Template.Piece piece : template.pieces()) {
            if (piece instanceof Template.Placeholder placeholder) {
                placeholder.fields().stream()
                        .filter(field -> field.name().equals(key))
                        .forEach(field -> into.put(key, value(field)));
            }
        }
    }

    private PlannedOutput value(Template.NamedField field) {
        return new PlannedOutput(expressions.output(field.expression(), true), text);
    }

    private Message message(Template template) {
        List<Message.Part> parts = new ArrayList<>();
        byte[] before = NOTHING;
        for (Template.Piece piece : template.pieces()) {
            switch (piece) {
                case Template.Text(String words) -> before = words.getBytes(StandardCharsets.UTF_8);
                case Template.Placeholder placeholder -> {
                    PlannedOutput value = new PlannedOutput(expressions.output(placeholder.expression(), false), text);
                    parts.add(new Message.Part(before, value, placeholder.width()));
                    before = NOTHING;
                }
            }
        }
        if (before.length > 0) {
            parts.add(new Message.Part(before, null, 0));
        }
        return new Message(List.copyOf(parts));
    }
}
