package io.peregrine.loader;

import io.peregrine.diagnostics.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a YAML tree against a JSON schema that is a YAML tree itself. It knows the words that our schema uses: {@code type}, {@code properties},
 * {@code additionalProperties: false}, {@code required}, {@code minProperties}, {@code items}, {@code enum}, {@code anyOf} and {@code $ref} into
 * the same schema. Scalars count as any type that their text can be read as.
 */
final class SchemaCheck {
    private static final Set<String> TRUTHS = Set.of("true", "false");

    private final YamlNode.Mapping root;
    private final List<RuleSchema.Violation> violations;

    SchemaCheck(YamlNode.Mapping root, List<RuleSchema.Violation> violations) {
        this.root = root;
        this.violations = violations;
    }

    void checkRoot(YamlNode node) {
        check(node, root, "<root>");
    }

    private void check(YamlNode node, YamlNode.Mapping schema, String path) {
        Optional<String> reference = text(schema, "$ref");
        if (reference.isPresent()) {
            check(node, definition(reference.get()), path);
            return;
        }
        Optional<String> type = text(schema, "type");
        if (type.isPresent() && !hasType(node, type.get())) {
            refuse(node, path, "a value of type " + type.get() + " is expected");
            return;
        }
        alternatives(node, schema, path);
        values(node, schema, path);
        if (node instanceof YamlNode.Mapping mapping) {
            members(mapping, schema, path);
        }
        if (node instanceof YamlNode.Sequence sequence && schema.get("items").isPresent()) {
            YamlNode.Mapping item = (YamlNode.Mapping) schema.get("items").get();
            int index = 0;
            for (YamlNode child : sequence.items()) {
                check(child, item, path + "[" + index++ + "]");
            }
        }
    }

    private YamlNode.Mapping definition(String reference) {
        YamlNode.Mapping at = root;
        for (String step : reference.substring(2).split("/")) {
            at = (YamlNode.Mapping) at.get(step).orElseThrow();
        }
        return at;
    }

    private static boolean hasType(YamlNode node, String type) {
        return switch (node) {
            case YamlNode.Sequence _ -> type.equals("array");
            case YamlNode.Mapping _ -> type.equals("object");
            case YamlNode.Scalar scalar ->
                switch (type) {
                    case "string" -> !scalar.isNull();
                    case "boolean" -> TRUTHS.contains(scalar.value());
                    case "integer" -> scalar.value().matches("[+-]?[0-9]{1,18}");
                    case "array", "object" -> false;
                    default -> true;
                };
        };
    }

    private void alternatives(YamlNode node, YamlNode.Mapping schema, String path) {
        if (schema.get("anyOf").orElse(schema) instanceof YamlNode.Sequence options) {
            boolean fits = options.items().stream().anyMatch(option -> {
                List<RuleSchema.Violation> found = new ArrayList<>();
                new SchemaCheck(root, found).check(node, (YamlNode.Mapping) option, path);
                return found.isEmpty();
            });
            if (!fits) {
                refuse(node, path, "the value is of none of the types that are allowed here");
            }
        }
    }

    private void values(YamlNode node, YamlNode.Mapping schema, String path) {
        if (schema.get("enum").orElse(schema) instanceof YamlNode.Sequence allowed
                && node instanceof YamlNode.Scalar scalar) {
            List<String> words = allowed.items().stream()
                    .map(item -> ((YamlNode.Scalar) item).value())
                    .toList();
            if (!words.contains(scalar.value())) {
                refuse(node, path, "the value must be one of " + String.join(", ", words));
            }
        }
    }

    private void members(YamlNode.Mapping mapping, YamlNode.Mapping schema, String path) {
        YamlNode.Mapping properties = schema.get("properties").orElse(null) instanceof YamlNode.Mapping known
                ? known
                : new YamlNode.Mapping(List.of(), schema.span());
        boolean closed =
                text(schema, "additionalProperties").filter("false"::equals).isPresent();
        Set<String> seen = new HashSet<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key() instanceof YamlNode.Scalar scalar ? scalar.value() : "";
            if (closed && !seen.add(key)) {
                refuse(entry.key(), path, "the key '" + key + "' is here again; only the first one counts");
                continue;
            }
            Optional<YamlNode> property = properties.get(key);
            if (property.isPresent()) {
                check(entry.value(), (YamlNode.Mapping) property.get(), path + "[" + key + "]");
            } else if (closed) {
                boolean text = entry.key() instanceof YamlNode.Scalar;
                refuse(entry.key(), path, text ? "there is no key '" + key + "' here" : "a key must be a text");
            }
        }
        if (schema.get("required").orElse(schema) instanceof YamlNode.Sequence required) {
            for (YamlNode name : required.items()) {
                String key = ((YamlNode.Scalar) name).value();
                if (mapping.get(key).isEmpty()) {
                    refuse(mapping, path, "the key '" + key + "' is missing");
                }
            }
        }
        int least = text(schema, "minProperties").map(Integer::parseInt).orElse(0);
        if (mapping.entries().size() < least) {
            refuse(mapping, path, "at least " + least + " key is needed");
        }
    }

    private static Optional<String> text(YamlNode.Mapping schema, String key) {
        return schema.get(key).filter(YamlNode.Scalar.class::isInstance).map(node -> ((YamlNode.Scalar) node).value());
    }

    private void refuse(YamlNode node, String path, String message) {
        violations.add(new RuleSchema.Violation(path + ": " + message, node.span()));
    }
}
