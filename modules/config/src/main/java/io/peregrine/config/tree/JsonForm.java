package io.peregrine.config.tree;

import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * The JSON text of a tree, as plugins receive their configuration and as support dumps show it: a scalar becomes a number
 * or a truth value when it reads as one, quoted or not.
 */
public final class JsonForm {
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,9})");
    private static final Pattern REAL = Pattern.compile("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private JsonForm() {}

    /** Returns the JSON text, without blanks, keys in their written order. */
    public static String of(ConfigNode node) {
        return written(json -> write(json, node));
    }

    /** Returns what the body writes. */
    public static String written(Consumer<JsonGenerator> body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            body.accept(json);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, ConfigNode node) {
        switch (node) {
            case ConfigNode.Mapping mapping -> {
                json.writeStartObject();
                mapping.entries().forEach((key, value) -> {
                    json.writeName(key);
                    write(json, value);
                });
                json.writeEndObject();
            }
            case ConfigNode.Sequence sequence -> {
                json.writeStartArray();
                sequence.items().forEach(item -> write(json, item));
                json.writeEndArray();
            }
            case ConfigNode.Scalar scalar -> write(json, scalar.text());
            case ConfigNode.Empty _ -> json.writeNull();
        }
    }

    private static void write(JsonGenerator json, String text) {
        if (INTEGER.matcher(text).matches()) {
            json.writeNumber(Long.parseLong(text));
        } else if (REAL.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
            json.writeNumber(Double.toString(Double.parseDouble(text)));
        } else {
            Truth.parse(text).ifPresentOrElse(json::writeBoolean, () -> json.writeString(text));
        }
    }
}
