package io.peregrine.authoring.alerts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads alerts from JSON: one object, a list of them, or one behind the other as outputs write them, a line each. */
public final class AlertReader {
    private static final String USUAL_SOURCE = "syscall";

    private final JsonParser json;
    private final List<RecordedAlert> alerts = new ArrayList<>();

    private AlertReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The alerts in a text.
     *
     * @throws AlertFormatException when it is no JSON, or an object in it is no alert with fields
     */
    public static List<RecordedAlert> read(String text) throws AlertFormatException {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            return new AlertReader(json).all();
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            throw new AlertFormatException("this is no JSON", place == null ? 1 : place.getLineNr());
        }
    }

    private List<RecordedAlert> all() throws AlertFormatException {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            switch (token) {
                case START_ARRAY, END_ARRAY -> {}
                case START_OBJECT -> alerts.add(alert());
                default -> throw problem("here stands an alert, a JSON object");
            }
        }
        return List.copyOf(alerts);
    }

    /** The parser stands on the brace that opens the alert. */
    private RecordedAlert alert() throws AlertFormatException {
        int line = line();
        Map<String, String> texts = new LinkedHashMap<>();
        Optional<Map<String, Optional<String>>> fields = Optional.empty();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("output_fields") && value == JsonToken.START_OBJECT) {
                fields = Optional.of(fields());
            } else if (value.isScalarValue()) {
                texts.put(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        if (!texts.containsKey("rule")) {
            throw new AlertFormatException("this object is no alert: it has no 'rule'", line);
        }
        if (fields.isEmpty()) {
            throw new AlertFormatException(
                    "this alert has no 'output_fields'; the setting json_include_output_fields_property leaves them out",
                    line);
        }
        return new RecordedAlert(
                texts.get("rule"),
                texts.getOrDefault("source", USUAL_SOURCE),
                texts.getOrDefault("time", ""),
                texts.getOrDefault("output", ""),
                fields.get());
    }

    /** The parser stands on the brace that opens the fields. A list stands as outputs print one. */
    private Map<String, Optional<String>> fields() {
        Map<String, Optional<String>> fields = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                List<String> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(json.getValueAsString(""));
                    json.skipChildren();
                }
                fields.put(name, Optional.of("(" + String.join(",", items) + ")"));
            } else if (value == JsonToken.VALUE_NULL) {
                fields.put(name, Optional.empty());
            } else if (value.isScalarValue()) {
                fields.put(name, Optional.of(json.getString()));
            } else {
                json.skipChildren();
            }
        }
        return fields;
    }

    private AlertFormatException problem(String sentence) {
        return new AlertFormatException(sentence, line());
    }

    private int line() {
        return json.currentTokenLocation().getLineNr();
    }
}
