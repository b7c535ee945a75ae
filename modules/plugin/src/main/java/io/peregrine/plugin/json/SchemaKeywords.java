package io.peregrine.plugin.json;

import io.peregrine.plugin.json.JsonSchema.Constraint;
import io.peregrine.plugin.json.JsonSchema.Fault;
import io.peregrine.plugin.json.JsonSchema.Place;
import io.peregrine.plugin.json.JsonValue.Elements;
import io.peregrine.plugin.json.JsonValue.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The keywords of a schema as constraints, in the order in which valijson looks at them. */
final class SchemaKeywords {
    private static final List<String> ORDER = List.of(
            "allOf",
            "anyOf",
            "const",
            "contains",
            "dependencies",
            "enum",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "items",
            "maximum",
            "maxItems",
            "maxLength",
            "maxProperties",
            "minimum",
            "minItems",
            "minLength",
            "minProperties",
            "multipleOf",
            "not",
            "oneOf",
            "pattern",
            "properties",
            "propertyNames",
            "required",
            "type",
            "uniqueItems");

    private SchemaKeywords() {}

    static List<Constraint> constraints(Members schema) {
        List<Constraint> constraints = new ArrayList<>();
        for (String keyword : ORDER) {
            Optional<JsonValue> given = schema.get(keyword);
            if (keyword.equals("properties") && ObjectKeywords.concerns(schema)) {
                constraints.add((place, value) -> ObjectKeywords.properties(schema, place, value));
            } else if (given.isPresent()) {
                constraints.add(
                        (place, value) -> constraint(keyword, given.get()).apply(place, value));
            }
        }
        return constraints;
    }

    private static BiFunction<Place, JsonValue, Optional<Fault>> constraint(String keyword, JsonValue rule) {
        return switch (keyword) {
            case "allOf", "anyOf", "oneOf", "not" -> (place, value) -> combined(keyword, rule, place, value);
            case "const" ->
                (place, value) ->
                        fault(same(rule, value), place, "Failed to match expected value set by 'const' constraint.");
            case "enum" ->
                (place, value) -> fault(
                        elements(rule).stream().anyMatch(item -> same(item, value)),
                        place,
                        "Failed to match against any enum values.");
            case "dependencies", "required", "propertyNames", "maxProperties", "minProperties" ->
                (place, value) -> ObjectKeywords.check(keyword, rule, place, value);
            case "contains", "items", "maxItems", "minItems", "uniqueItems" ->
                (place, value) -> ArrayKeywords.check(keyword, rule, place, value);
            case "type" ->
                (place, value) -> fault(isOfType(rule, value), place, "Value type not permitted by 'type' constraint.");
            default -> (place, value) -> scalar(keyword, rule, place, value);
        };
    }

    static Optional<Fault> fault(boolean fits, Place place, String description) {
        return fits ? Optional.empty() : Optional.of(place.fault(description));
    }

    static List<JsonValue> elements(JsonValue value) {
        return value instanceof Elements(List<JsonValue> elements) ? elements : List.of();
    }

    private static Optional<Fault> combined(String keyword, JsonValue rule, Place place, JsonValue value) {
        if (keyword.equals("not")) {
            return fault(
                    place.apply(rule, value).isPresent(),
                    place,
                    "Target should not validate against schema specified in 'not' constraint.");
        }
        List<Optional<Fault>> results = elements(rule).stream()
                .map(schema -> place.apply(schema, value))
                .toList();
        Optional<Fault> first = results.stream().flatMap(Optional::stream).findFirst();
        long fitting = results.stream().filter(Optional::isEmpty).count();
        return switch (keyword) {
            case "allOf" -> first;
            case "anyOf" -> fitting > 0 ? Optional.empty() : first;
            default ->
                fitting == 0
                        ? first
                        : fault(
                                fitting == 1,
                                place,
                                "Value was validated against more than one schema specified in 'oneOf' constraint.");
        };
    }

    private static Optional<Fault> scalar(String keyword, JsonValue rule, Place place, JsonValue value) {
        if (value instanceof JsonValue.Text(String text)) {
            return text(keyword, rule, place, text);
        }
        if (!(value instanceof JsonValue.Number number) || !(rule instanceof JsonValue.Number limit)) {
            return Optional.empty();
        }
        double is = number.toDouble();
        double bound = limit.toDouble();
        String shown = String.format(Locale.ROOT, "%f", bound);
        return switch (keyword) {
            case "maximum" -> fault(is <= bound, place, "Expected number less than or equal to " + shown);
            case "minimum" -> fault(is >= bound, place, "Expected number greater than or equal to " + shown);
            case "exclusiveMaximum" -> fault(is < bound, place, "Expected number less than " + shown);
            case "exclusiveMinimum" -> fault(is > bound, place, "Expected number greater than " + shown);
            case "multipleOf" ->
                fault(bound != 0 && is % bound == 0, place, "Value could not be divided by " + shown + ".");
            default -> Optional.empty();
        };
    }

    private static Optional<Fault> text(String keyword, JsonValue rule, Place place, String text) {
        if (keyword.equals("pattern") && rule instanceof JsonValue.Text(String pattern)) {
            return fault(
                    BoundedPattern.finds(pattern, text),
                    place,
                    "Failed to match regex specified by 'pattern' constraint.");
        }
        if (!(rule instanceof JsonValue.Number limit)) {
            return Optional.empty();
        }
        int length = text.codePointCount(0, text.length());
        long bound = limit.toLong().orElse(0L);
        return switch (keyword) {
            case "maxLength" ->
                fault(length <= bound, place, "String should be no greater than " + bound + " characters in length.");
            case "minLength" ->
                fault(length >= bound, place, "String should be no fewer than " + bound + " characters in length.");
            default -> Optional.empty();
        };
    }

    private static boolean isOfType(JsonValue rule, JsonValue value) {
        if (rule instanceof Elements(List<JsonValue> types)) {
            return types.stream().anyMatch(type -> isOfType(type, value));
        }
        if (!(rule instanceof JsonValue.Text(String type))) {
            return true;
        }
        return switch (value) {
            case Members _ -> type.equals("object");
            case Elements _ -> type.equals("array");
            case JsonValue.Text _ -> type.equals("string");
            case JsonValue.Number number -> type.equals("number") || type.equals("integer") && number.isWhole();
            case JsonValue.Truth _ -> type.equals("boolean");
            case JsonValue.Null _ -> type.equals("null");
        };
    }

    static boolean same(JsonValue one, JsonValue other) {
        return one instanceof JsonValue.Number a && other instanceof JsonValue.Number b
                ? a.toDouble() == b.toDouble()
                : one.equals(other);
    }
}
