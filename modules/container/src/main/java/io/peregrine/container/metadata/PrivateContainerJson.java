package io.peregrine.container.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The JSON of container events without the environment of the container, for recordings that others may see. Thread-safe. */
public final class PrivateContainerJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String ENVIRONMENT = "env";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private PrivateContainerJson() {}

    /** The same text with empty environments, as UTF-8; an empty object for what is no JSON, since nobody can say what is in it. */
    public static byte[] of(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json);
                JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                out.copyCurrentEvent(parser);
                if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals(ENVIRONMENT)) {
                    parser.nextToken();
                    parser.skipChildren();
                    out.writeStartArray();
                    out.writeEndArray();
                }
            }
        } catch (JacksonException e) {
            return NOTHING.clone();
        }
        return bytes.toByteArray();
    }
}
