package io.peregrine.plugin.json;

import io.peregrine.plugin.json.JsonValue.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON schema, draft 7, which finds the first fault of a value in the order and the words of valijson 1.0.2, the checker that Falco uses. Keywords
 * that only describe are not looked at. Immutable.
 */
public final class JsonSchema {
    private static final int DEEPEST = 64;

    private final Members root;

    private JsonSchema(Members root) {
        this.root = root;
    }

    /**
     * What is wrong with a value.
     *
     * @param context where: {@code <root>}, then {@code [key]} or {@code [index]} for each step
     * @param description what, as valijson says it
     */
    public record Fault(String context, String description) {}

    /** A constraint of a schema on a value. */
    @FunctionalInterface
    interface Constraint {
        /** The first fault, if any. */
        Optional<Fault> check(Place place, JsonValue value);
    }

    /**
     * Where a value stands, and how a schema below is applied there.
     *
     * @param schema the schema as a whole, for references
     * @param context the steps to the value
     * @param depth how many schemas are applied one in another
     */
    record Place(JsonSchema schema, String context, int depth) {
        Fault fault(String description) {
            return new Fault(context, description);
        }

        Optional<Fault> apply(JsonValue rules, JsonValue value) {
            return schema.check(rules, new Place(schema, context, depth + 1), value);
        }

        Optional<Fault> apply(JsonValue rules, String step, JsonValue value) {
            return schema.check(rules, new Place(schema, context + "[" + step + "]", depth + 1), value);
        }
    }

    /**
     * A schema that is an object.
     *
     * @throws JsonException when it is none, or refers to what is not there
     */
    public static JsonSchema of(JsonValue value) throws JsonException {
        if (!(value instanceof Members members)) {
            throw new JsonException("the schema is no object");
        }
        JsonSchema schema = new JsonSchema(members);
        List<String> missing = new ArrayList<>();
        schema.findMissing(members, missing);
        if (!missing.isEmpty()) {
            throw new JsonException("the schema refers to " + missing.getFirst() + ", which is not there");
        }
        return schema;
    }

    private void findMissing(JsonValue value, List<String> missing) {
        switch (value) {
            case Members members -> {
                if (members.get("$ref").orElse(JsonValue.Null.NULL) instanceof JsonValue.Text(String reference)
                        && resolve(reference).isEmpty()) {
                    missing.add(reference);
                }
                members.members().values().forEach(member -> findMissing(member, missing));
            }
            case JsonValue.Elements(List<JsonValue> elements) ->
                elements.forEach(element -> findMissing(element, missing));
            default -> {}
        }
    }

    private Optional<JsonValue> resolve(String reference) {
        if (!reference.startsWith("#")) {
            return Optional.empty();
        }
        Optional<JsonValue> at = Optional.of(root);
        for (String step : reference.substring(1).split("/")) {
            String key = step.replace("~1", "/").replace("~0", "~");
            if (!key.isEmpty()) {
                at = at.flatMap(value -> value instanceof Members members ? members.get(key) : Optional.empty());
            }
        }
        return at;
    }

    /** The first fault of a value. */
    public Optional<Fault> check(JsonValue value) {
        return check(root, new Place(this, "<root>", 0), value);
    }

    private Optional<Fault> check(JsonValue rules, Place place, JsonValue value) {
        if (place.depth() > DEEPEST) {
            return Optional.of(place.fault("The schema refers to itself without end."));
        }
        if (rules instanceof JsonValue.Truth(boolean allowed)) {
            return allowed ? Optional.empty() : Optional.of(place.fault("Schema is 'false' and accepts no value."));
        }
        if (!(rules instanceof Members members)) {
            return Optional.empty();
        }
        if (members.get("$ref").orElse(JsonValue.Null.NULL) instanceof JsonValue.Text(String reference)) {
            return check(
                    resolve(reference).orElse(JsonValue.Null.NULL),
                    new Place(this, place.context(), place.depth() + 1),
                    value);
        }
        for (Constraint constraint : SchemaKeywords.constraints(members)) {
            Optional<Fault> fault = constraint.check(place, value);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }
}
