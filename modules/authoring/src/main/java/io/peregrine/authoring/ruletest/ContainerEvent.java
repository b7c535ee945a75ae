package io.peregrine.authoring.ruletest;

import io.peregrine.authoring.ruletest.TestProcess.TestContainer;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What the container plugin says of a container: an asynchronous event with its metadata as JSON. */
final class ContainerEvent {
    private static final int PARAMETERS = 3;
    private static final int SHORT_ID = 12;
    private static final int DOCKER = 0;

    private ContainerEvent() {}

    static void write(EventWriter writer, TestContainer container, long time) {
        writer.begin(EventCodes.ASYNCEVENT_E, time, -1, PARAMETERS)
                .number(0, 4)
                .text(ByteString.of("container"))
                .bytes(json(container).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(TestContainer container) {
        int colon = container.image().lastIndexOf(':');
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("container");
            json.writeNumberProperty("type", DOCKER);
            json.writeStringProperty(
                    "id",
                    container
                            .id()
                            .substring(0, Math.min(SHORT_ID, container.id().length())));
            json.writeStringProperty("full_id", container.id());
            json.writeStringProperty("name", container.name());
            json.writeStringProperty("image", container.image());
            json.writeStringProperty(
                    "imagerepo",
                    colon < 0 ? container.image() : container.image().substring(0, colon));
            json.writeStringProperty(
                    "imagetag", colon < 0 ? "latest" : container.image().substring(colon + 1));
            json.writeBooleanProperty("privileged", container.privileged());
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }
}
