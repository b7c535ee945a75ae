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

/** Reads JSON of bounded size and depth. */
public final class AnswerReader {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 22;
    /** So many values of a tree take some 20 MB. */
    private static final int MOST_VALUES = 200_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonParser parser;
    private int values;

    private AnswerReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one value; what stands behind it is not looked at.
     *
     * @throws MalformedJsonException when it is no JSON, goes deeper than 64 levels, or has more than 200,000 values
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
            return new AnswerReader(parser).value(token);
        } catch (JacksonException e) {
            throw new MalformedJsonException(e.getOriginalMessage());
        }
    }

    /**
     * The texts of one member of each object in a list, however long it is; no tree is made of it.
     *
     * @throws MalformedJsonException when it is no list
     */
    public static List<String> membersOfEach(byte[] bytes, String member) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new MalformedJsonException("it is no list");
            }
            List<String> texts = new ArrayList<>();
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                if (item == null) {
                    throw new MalformedJsonException("the list has no end");
                }
                if (item == JsonToken.START_OBJECT) {
                    member(parser, member, texts);
                } else {
                    parser.skipChildren();
                }
            }
            return texts;
        } catch (JacksonException e) {
            throw new MalformedJsonException(e.getOriginalMessage());
        }
    }

    private static void member(JsonParser parser, String member, List<String> texts) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = parser.currentName().equals(member);
            if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                texts.add(parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    private Json value(JsonToken token) throws MalformedJsonException {
        if (++values > MOST_VALUES) {
            throw new MalformedJsonException("it has more than " + MOST_VALUES + " values");
        }
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> array();
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

    private Json members() throws MalformedJsonException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            members.put(name, value(parser.nextToken()));
        }
        return new Json.Members(members);
    }

    private Json array() throws MalformedJsonException {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return new Json.Array(items);
    }
}
