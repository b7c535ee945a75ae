package io.peregrine.plugins.json;

import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.FieldReader;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.FieldType;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.plugin.json.JsonPayload;
import java.util.List;
import java.util.Optional;

/**
 * Gives fields to every event whose payload is JSON: {@code json.value[/a/b]} is what a JSON pointer (RFC 6901) leads to. Fields and values are those of the
 * published plugin 0.7.
 */
public final class JsonPlugin implements Plugin, FieldExtraction {
    private static final String SCHEMA = """
            {"$schema":"http://json-schema.org/draft-04/schema#","type":"object","additionalProperties":true,"properties":{"useAsync":{"type":"boolean",\
            "title":"Use async extraction","description":"Understood for the published plugin's sake; without effect here.","default":true}}}""";

    private final JsonPayload payload = new JsonPayload();

    @Override
    public PluginIdentity identity() {
        return new PluginIdentity(
                "json", "0.7.4", "Fields over any payload that is JSON", "github.com/falcosecurity/plugins/");
    }

    @Override
    public Optional<String> configSchema() {
        return Optional.of(SCHEMA);
    }

    @Override
    public List<PluginField> fields() {
        return List.of(
                value(
                        "json.value",
                        "What a JSON pointer (RFC 6901) leads to in the payload, such as json.value[/user/name]."),
                whole("json.obj", "The payload, laid out with two blanks for each level."),
                time("json.rawtime", "The time of the event, as evt.rawtime."),
                value("jevt.value", "The same as json.value."),
                whole("jevt.obj", "The same as json.obj."),
                time("jevt.rawtime", "The same as json.rawtime."));
    }

    private PluginField value(String name, String description) {
        return PluginField.field(name, description).key().required().bound(FieldType.STRING, this::pointed);
    }

    private FieldReader pointed(FieldRequest request) {
        String pointer = request.key().orElse("");
        if (pointer.isEmpty()) {
            return (event, out) -> payload.look(event) && payload.write(payload.root(), out);
        }
        String[] keys = (pointer.startsWith("/") ? pointer.substring(1) : pointer).split("/", -1);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = keys[i].replace("~1", "/").replace("~0", "~");
        }
        return (event, out) -> payload.look(event) && payload.write(payload.get(payload.root(), keys), out);
    }

    private PluginField whole(String name, String description) {
        return PluginField.field(name, description)
                .text((event, out) -> payload.look(event) && out.text(Indented.of(payload)));
    }

    private PluginField time(String name, String description) {
        return PluginField.field(name, description)
                .text((event, out) -> payload.look(event) && out.text(Long.toUnsignedString(event.timestamp())));
    }
}
