package io.peregrine.engine.format;

import io.peregrine.alert.AlertText;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.RuleAlert;
import io.peregrine.alert.RuleLabel;
import io.peregrine.engine.eval.EvalContext;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** The output of one rule, ready to be filled in. Immutable; shared by all threads. */
public final class RuleOutput {
    private final RuleLabel label;
    private final Message message;
    private final SequencedMap<String, PlannedOutput> fields;
    private final SortedMap<String, Message> texts;

    RuleOutput(
            RuleLabel label,
            Message message,
            SequencedMap<String, PlannedOutput> fields,
            SortedMap<String, Message> texts) {
        this.label = label;
        this.message = message;
        this.fields = fields;
        this.texts = texts;
    }

    /** What alerts say of the rule. */
    public RuleLabel label() {
        return label;
    }

    /**
     * Copies what the output names out of the context's event into an alert; allocates. The message is filled first, then the fields in the
     * order of the output's text, then the further texts: what is read may change what is read behind it.
     */
    public RuleAlert alert(EvalContext context, String hostname) {
        AlertText text = message.fill(context);
        SortedMap<String, FieldValue> values = new TreeMap<>();
        fields.forEach((name, field) -> values.put(name, field.json(context)));
        texts.forEach((name, further) -> values.put(name, value(further.fill(context))));
        long time = context.event().event().timestamp();
        return new RuleAlert(time, label, hostname, text, values);
    }

    private static FieldValue value(AlertText text) {
        return text.hasGaps() ? new FieldValue.Unfinished(text) : FieldValue.of(text.print());
    }
}
