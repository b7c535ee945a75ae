package io.peregrine.app.plugins;

import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.TreeException;
import io.peregrine.config.tree.YamlText;
import io.peregrine.plugin.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads JSON that the program wrote itself, by the reader of YAML, which is at work in every start. The parser of JSON makes a table of large numbers when it
 * is first used (30 ms of processor time); what comes from elsewhere is read by it, as it knows what is no JSON.
 */
final class OwnJson {
    private OwnJson() {}

    /** The value of a text; nothing where YAML has narrower limits than JSON, as for the length of keys. */
    static Optional<JsonValue> read(String text) {
        try {
            return Optional.of(value(
                    YamlText.read("<json>", text, UnaryOperator.identity()).root()));
        } catch (TreeException _) {
            return Optional.empty();
        }
    }

    private static JsonValue value(ConfigNode node) {
        return switch (node) {
            case ConfigNode.Mapping mapping -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                mapping.entries().forEach((key, value) -> members.put(key, value(value)));
                yield new JsonValue.Members(members);
            }
            case ConfigNode.Sequence sequence ->
                new JsonValue.Elements(
                        sequence.items().stream().map(OwnJson::value).toList());
            case ConfigNode.Scalar scalar -> scalar(scalar);
            case ConfigNode.Empty _ -> JsonValue.Null.NULL;
        };
    }

    private static JsonValue scalar(ConfigNode.Scalar scalar) {
        if (scalar.quoted()) {
            return new JsonValue.Text(scalar.text());
        }
        return switch (scalar.text()) {
            case "true" -> new JsonValue.Truth(true);
            case "false" -> new JsonValue.Truth(false);
            default -> new JsonValue.Number(scalar.text());
        };
    }
}
