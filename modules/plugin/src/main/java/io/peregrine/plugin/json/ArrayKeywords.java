package io.peregrine.plugin.json;

import io.peregrine.plugin.json.JsonSchema.Fault;
import io.peregrine.plugin.json.JsonSchema.Place;
import io.peregrine.plugin.json.JsonValue.Elements;
import java.util.List;
import java.util.Optional;

/** The keywords of a schema that concern arrays. */
final class ArrayKeywords {
    private ArrayKeywords() {}

    static Optional<Fault> check(String keyword, JsonValue rule, Place place, JsonValue value) {
        if (!(value instanceof Elements(List<JsonValue> elements))) {
            return Optional.empty();
        }
        long bound = rule instanceof JsonValue.Number number ? number.toLong().orElse(0L) : 0;
        return switch (keyword) {
            case "items" -> items(rule, place, elements);
            case "contains" ->
                SchemaKeywords.fault(
                        elements.stream()
                                .anyMatch(element -> place.apply(rule, element).isEmpty()),
                        place,
                        "Failed to any values against subschema associated with 'contains' constraint.");
            case "maxItems" ->
                SchemaKeywords.fault(
                        elements.size() <= bound, place, "Array should contain no more than " + bound + " elements.");
            case "minItems" ->
                SchemaKeywords.fault(
                        elements.size() >= bound, place, "Array should contain no fewer than " + bound + " elements.");
            default -> unique(rule, place, elements);
        };
    }

    private static Optional<Fault> items(JsonValue rule, Place place, List<JsonValue> elements) {
        List<JsonValue> each = SchemaKeywords.elements(rule);
        for (int i = 0; i < elements.size(); i++) {
            Optional<Fault> fault = rule instanceof Elements
                    ? i < each.size()
                            ? place.apply(each.get(i), Integer.toString(i), elements.get(i))
                            : Optional.empty()
                    : place.apply(rule, Integer.toString(i), elements.get(i));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> unique(JsonValue rule, Place place, List<JsonValue> elements) {
        if (!rule.equals(new JsonValue.Truth(true))) {
            return Optional.empty();
        }
        for (int i = 0; i < elements.size(); i++) {
            for (int j = i + 1; j < elements.size(); j++) {
                if (SchemaKeywords.same(elements.get(i), elements.get(j))) {
                    return Optional.of(place.fault(
                            "Elements at indexes #" + i + " and #" + j + " violate uniqueness constraint."));
                }
            }
        }
        return Optional.empty();
    }
}
