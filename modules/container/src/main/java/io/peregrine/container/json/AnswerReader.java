package io.peregrine.container.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON of bounded size and depth. Thread-safe. */
public final class AnswerReader {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 22;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private AnswerReader() {}

    /**
     * Reads one value; what stands behind it is not looked at.
     *
     * @throws MalformedJsonException when it is no JSON, or goes deeper than 64 levels
     */
    public static Json read(byte[] bytes) throws MalformedJsonException {
        return read(bytes, 0, bytes.length);
    }

    /** Reads one value from part of an array. */
    public static Json read(byte[] bytes, int offset, int length) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new MalformedJsonException("there is no value");
            }
            return value(parser, token);
        } catch (JacksonException e) {
            throw new MalformedJsonException(e.getOriginalMessage());
        }
    }

    private static Json value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Text(parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new Json.Truth(token == JsonToken.VALUE_TRUE);
            case VALUE_NUMBER_INT -> new Json.Number(whole(parser));
            case VALUE_NUMBER_FLOAT -> new Json.Number((long) parser.getDoubleValue());
            default -> Json.MISSING;
        };
    }

    /** A whole number; what is too large for 64 bits with sign keeps its lowest bits. */
    private static long whole(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getBigIntegerValue().longValue();
        };
    }

    private static Json members(JsonParser parser) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return new Json.Members(members);
    }

    private static Json array(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new Json.Array(items);
    }
}
