package io.peregrine.plugin.json;

import io.peregrine.plugin.json.JsonSchema.Fault;
import io.peregrine.plugin.json.JsonSchema.Place;
import io.peregrine.plugin.json.JsonValue.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keywords of a schema that concern objects. */
final class ObjectKeywords {
    private ObjectKeywords() {}

    /** Whether a schema says which members there may be. */
    static boolean concerns(Members schema) {
        return schema.get("properties").isPresent()
                || schema.get("patternProperties").isPresent()
                || schema.get("additionalProperties").isPresent();
    }

    static Optional<Fault> properties(Members schema, Place place, JsonValue value) {
        if (!(value instanceof Members object)) {
            return Optional.empty();
        }
        Map<String, JsonValue> named = members(schema, "properties");
        Map<String, JsonValue> patterns = members(schema, "patternProperties");
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            List<JsonValue> rules = new ArrayList<>();
            Optional.ofNullable(named.get(member.getKey())).ifPresent(rules::add);
            patterns.forEach((pattern, rule) -> {
                if (BoundedPattern.finds(pattern, member.getKey())) {
                    rules.add(rule);
                }
            });
            if (rules.isEmpty()) {
                others.add(member.getKey());
            }
            for (JsonValue rule : rules) {
                Optional<Fault> fault = place.apply(rule, member.getKey(), member.getValue());
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return others(schema, place, object, others);
    }

    private static Optional<Fault> others(Members schema, Place place, Members object, List<String> others) {
        Optional<JsonValue> rule = schema.get("additionalProperties");
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        if (rule.get() instanceof JsonValue.Truth(boolean allowed)) {
            return allowed || others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(place.fault("Object contains a property that could not be validated using"
                            + " 'properties' or 'additionalProperties' constraints: '"
                            + others.stream().sorted().findFirst().orElseThrow() + "'."));
        }
        return others.stream()
                .flatMap(key -> place.apply(rule.get(), key, object.members().get(key)).stream())
                .findFirst();
    }

    private static Map<String, JsonValue> members(Members schema, String key) {
        return schema.get(key).orElse(JsonValue.Null.NULL) instanceof Members(Map<String, JsonValue> members)
                ? members
                : Map.of();
    }

    static Optional<Fault> check(String keyword, JsonValue rule, Place place, JsonValue value) {
        if (!(value instanceof Members object)) {
            return Optional.empty();
        }
        int size = object.members().size();
        return switch (keyword) {
            case "required" -> missing(rule, object, place, "Missing required property '");
            case "dependencies" ->
                rule instanceof Members(Map<String, JsonValue> dependencies)
                        ? dependencies.entrySet().stream()
                                .filter(entry -> object.get(entry.getKey()).isPresent())
                                .flatMap(entry -> dependency(entry.getValue(), object, place).stream())
                                .findFirst()
                        : Optional.empty();
            case "propertyNames" ->
                object.members().keySet().stream()
                        .flatMap(name -> place.apply(rule, new JsonValue.Text(name)).stream())
                        .findFirst();
            case "maxProperties" ->
                SchemaKeywords.fault(
                        size <= bound(rule), place, "Object should have no more than " + bound(rule) + " properties.");
            default ->
                SchemaKeywords.fault(
                        size >= bound(rule), place, "Object should have no fewer than " + bound(rule) + " properties.");
        };
    }

    private static Optional<Fault> dependency(JsonValue rule, Members object, Place place) {
        return rule instanceof JsonValue.Elements
                ? missing(rule, object, place, "Missing dependency '")
                : place.apply(rule, object);
    }

    private static Optional<Fault> missing(JsonValue names, Members object, Place place, String text) {
        return SchemaKeywords.elements(names).stream()
                .filter(JsonValue.Text.class::isInstance)
                .map(name -> ((JsonValue.Text) name).text())
                .sorted()
                .filter(name -> object.get(name).isEmpty())
                .map(name -> place.fault(text + name + "'."))
                .findFirst();
    }

    private static long bound(JsonValue rule) {
        return rule instanceof JsonValue.Number number ? number.toLong().orElse(0L) : 0;
    }
}
