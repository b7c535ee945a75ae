package io.peregrine.alert;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * The JSON that the product writes, through jackson-core, in one spelling: no blanks, non-ASCII text kept, unpaired surrogates replaced by U+FFFD, and
 * numbers in the shortest form that reads back to the same value.
 */
public final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private static final char REPLACEMENT = '\uFFFD';

    private JsonText() {}

    /** Returns what the body writes. */
    public static String write(Consumer<JsonGenerator> body) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            body.accept(json);
        }
        return text.toString();
    }

    /** Returns one value. */
    public static String of(FieldValue value) {
        return write(json -> writeValue(json, value));
    }

    /** Returns an object whose members are written in the map's order. */
    public static String of(Map<String, FieldValue> members) {
        return write(json -> writeObject(json, members));
    }

    /** Returns a string in quotes. */
    public static String quoted(String text) {
        return write(json -> writeString(json, text));
    }

    /** Writes an object whose members are written in the map's order. */
    public static void writeObject(JsonGenerator json, Map<String, FieldValue> members) {
        json.writeStartObject();
        members.forEach((name, value) -> {
            json.writeName(wellFormed(name));
            writeValue(json, value);
        });
        json.writeEndObject();
    }

    /** Writes a member whose value is a string. */
    public static void writeMember(JsonGenerator json, String name, String text) {
        json.writeStringProperty(name, wellFormed(text));
    }

    /** Writes a string. */
    public static void writeString(JsonGenerator json, String text) {
        json.writeString(wellFormed(text));
    }

    /** Writes one value. */
    public static void writeValue(JsonGenerator json, FieldValue value) {
        switch (value) {
            case FieldValue.Signed(long number) -> json.writeNumber(number);
            case FieldValue.Unsigned(long bits) when bits >= 0 -> json.writeNumber(bits);
            case FieldValue.Unsigned(long bits) -> json.writeNumber(Long.toUnsignedString(bits));
            case FieldValue.Real(double number) when Double.isFinite(number) -> json.writeNumber(RealText.of(number));
            case FieldValue.Real _ -> json.writeNull();
            case FieldValue.Bool(boolean truth) -> json.writeBoolean(truth);
            case FieldValue.Text(String text) -> writeString(json, text);
            case FieldValue.Items(List<FieldValue> values) -> {
                json.writeStartArray();
                values.forEach(item -> writeValue(json, item));
                json.writeEndArray();
            }
            case FieldValue.Unfinished(AlertText text) -> writeString(json, text.print());
            case FieldValue.Absent _, FieldValue.Pending _ -> json.writeNull();
        }
    }

    /** The text, with a replacement in the place of each surrogate that has no partner. */
    private static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    i++;
                } else {
                    mended = mended == null ? new StringBuilder(text) : mended;
                    mended.setCharAt(i, REPLACEMENT);
                }
            }
        }
        return mended == null ? text : mended.toString();
    }
}
