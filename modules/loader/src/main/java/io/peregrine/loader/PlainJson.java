package io.peregrine.loader;

import io.peregrine.alert.JsonText;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes maps, collections, texts, numbers and truths as JSON without blanks, the members of a map by name. */
final class PlainJson {
    private PlainJson() {}

    static String write(Object value) {
        return JsonText.write(json -> write(json, value));
    }

    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                TreeMap<String, Object> sorted = new TreeMap<>();
                map.forEach((key, member) -> sorted.put(key.toString(), member));
                json.writeStartObject();
                sorted.forEach((key, member) -> {
                    json.writeName(key);
                    write(json, member);
                });
                json.writeEndObject();
            }
            case Collection<?> items -> {
                json.writeStartArray();
                items.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            case Number number -> json.writeNumber(number.toString());
            case Boolean truth -> json.writeBoolean(truth);
            default -> JsonText.writeString(json, value.toString());
        }
    }
}
