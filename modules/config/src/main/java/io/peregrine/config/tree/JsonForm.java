package io.peregrine.config.tree;

import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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

    private static final Style PLAIN = new Style(false, false, JsonForm::write);

    private JsonForm() {}

    /** Returns the JSON text, without blanks, keys in their written order. */
    public static String of(ConfigNode node) {
        return of(node, PLAIN);
    }

    /** Returns what the body writes. */
    public static String written(Consumer<JsonGenerator> body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            body.accept(json);
        }
        return text.toString();
    }

    /**
     * How the JSON of a tree differs between those who read it.
     *
     * @param sorted whether keys stand in alphabetical order, else as they were written
     * @param emptyIsNull whether a map or list without members is null
     * @param scalar writes the text of a scalar as what it reads as
     */
    public record Style(boolean sorted, boolean emptyIsNull, BiConsumer<JsonGenerator, String> scalar) {
        private boolean isNull(ConfigNode node) {
            return switch (node) {
                case ConfigNode.Mapping mapping ->
                    emptyIsNull && mapping.entries().isEmpty();
                case ConfigNode.Sequence sequence ->
                    emptyIsNull && sequence.items().isEmpty();
                case ConfigNode.Scalar _ -> false;
                case ConfigNode.Empty _ -> true;
            };
        }

        private Map<String, ConfigNode> entries(ConfigNode.Mapping mapping) {
            return sorted ? new TreeMap<>(mapping.entries()) : mapping.entries();
        }
    }

    /** Returns the JSON text in a style, without blanks. */
    public static String of(ConfigNode node, Style style) {
        return written(json -> write(json, node, style));
    }

    private static void write(JsonGenerator json, ConfigNode node, Style style) {
        if (style.isNull(node)) {
            json.writeNull();
            return;
        }
        switch (node) {
            case ConfigNode.Mapping mapping -> {
                json.writeStartObject();
                style.entries(mapping).forEach((key, value) -> {
                    json.writeName(key);
                    write(json, value, style);
                });
                json.writeEndObject();
            }
            case ConfigNode.Sequence sequence -> {
                json.writeStartArray();
                sequence.items().forEach(item -> write(json, item, style));
                json.writeEndArray();
            }
            case ConfigNode.Scalar scalar -> style.scalar().accept(json, scalar.text());
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
