package io.peregrine.authoring.explain;

import io.peregrine.alert.RuleLabel;
import io.peregrine.event.EventView;
import io.peregrine.filter.typed.Condition;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An explanation for machines: {@code {"rule","event","type","matched","sees_type","decided_by","condition":{"kind","holds","text","value","parts"}}}; {@code holds} is null where it is not known. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /** The explanation of an event. */
    public static String of(Explainer explainer, Truths truths) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("rule", explainer.rule());
            json.writeNumberProperty("event", truths.event());
            json.writeStringProperty("type", truths.type());
            json.writeBooleanProperty("matched", explainer.matched(truths));
            List<String> types = explainer.types();
            json.writeBooleanProperty("sees_type", types.isEmpty() || types.contains(truths.type()));
            Optional<ConditionPart> deciding = truths.deciding(explainer.whole());
            if (deciding.isPresent()) {
                json.writeStringProperty(
                        "decided_by", ConditionText.of(deciding.get().condition()));
            }
            json.writeName("condition");
            part(json, truths, explainer.whole());
            json.writeEndObject();
        }
        return text.toString();
    }

    /** What there is to say of an event of another source than the rule's: {@code {"rule","event","type","matched","sees_source","source"}}. */
    public static String ofAnotherSource(RuleLabel rule, EventView event, String source) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("rule", rule.name());
            json.writeNumberProperty("event", event.number());
            json.writeStringProperty("type", event.descriptor().name());
            json.writeBooleanProperty("matched", false);
            json.writeBooleanProperty("sees_source", false);
            json.writeStringProperty("source", source);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void part(JsonGenerator json, Truths truths, ConditionPart part) {
        json.writeStartObject();
        json.writeStringProperty(
                "kind",
                switch (part.condition()) {
                    case Condition.And and -> "and";
                    case Condition.Or or -> "or";
                    case Condition.Not not -> "not";
                    case Condition.Check check -> "comparison";
                });
        if (truths.isOpen(part)) {
            json.writeNullProperty("holds");
        } else {
            json.writeBooleanProperty("holds", truths.of(part));
        }
        if (part.condition() instanceof Condition.Check) {
            json.writeStringProperty("text", ConditionText.of(part.condition()));
            if (truths.values().containsKey(part.number())) {
                json.writeStringProperty("value", truths.values().get(part.number()));
            }
        } else {
            json.writeArrayPropertyStart("parts");
            part.children().forEach(child -> part(json, truths, child));
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
