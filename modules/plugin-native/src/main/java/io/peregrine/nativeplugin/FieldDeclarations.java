package io.peregrine.nativeplugin;

import io.peregrine.plugin.FieldDeclaration;
import io.peregrine.plugin.FieldDeclaration.Argument;
import io.peregrine.plugin.FieldDeclaration.Mark;
import io.peregrine.plugin.FieldType;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.json.JsonException;
import io.peregrine.plugin.json.JsonReader;
import io.peregrine.plugin.json.JsonValue;
import io.peregrine.plugin.json.JsonValue.Elements;
import io.peregrine.plugin.json.JsonValue.Members;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what {@code plugin_get_fields} answers; a field's number is its place in the list. */
final class FieldDeclarations {
    private FieldDeclarations() {}

    static List<FieldDeclaration> read(String text) throws PluginException {
        JsonValue value;
        try {
            value = JsonReader.read(text);
        } catch (JsonException e) {
            throw new PluginException("get_fields returned an invalid JSON", e);
        }
        if (!(value instanceof Elements(List<JsonValue> elements))) {
            throw new PluginException("get_fields returned an invalid JSON");
        }
        List<FieldDeclaration> fields = new ArrayList<>();
        for (JsonValue element : elements) {
            if (!(element instanceof Members field)) {
                throw new PluginException("get_fields returned an entry that is no object");
            }
            fields.add(field(field));
        }
        if (fields.isEmpty()) {
            throw new PluginException("plugins with extraction capability must export at least one field");
        }
        return List.copyOf(fields);
    }

    private static FieldDeclaration field(Members entry) throws PluginException {
        String typeWord = required(entry, "type");
        String name = required(entry, "name");
        String description = required(entry, "desc");
        FieldType type = type(typeWord);
        boolean list = flag(entry, "isList", "field " + name + " isList property is not boolean ");
        Argument argument = argument(entry, name);
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        if (flag(entry, "addOutput", "field " + name + " addOutput property is not boolean ")) {
            marks.add(Mark.SUGGESTED_OUTPUT);
        }
        if (properties(entry, name).contains("hidden")) {
            marks.add(Mark.HIDDEN);
        }
        String display = entry.get("display").map(FieldDeclarations::text).orElse("");
        return new FieldDeclaration(name, display, description, type, list, argument, marks);
    }

    private static FieldType type(String word) throws PluginException {
        for (FieldType type : FieldType.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw new PluginException("invalid field type " + word);
    }

    private static Argument argument(Members entry, String name) throws PluginException {
        Optional<JsonValue> given = entry.get("arg").filter(value -> value != JsonValue.Null.NULL);
        if (given.isEmpty()) {
            return Argument.NONE;
        }
        if (!(given.get() instanceof Members argument)) {
            throw new PluginException("field " + name + " arg property is not object");
        }
        boolean required = argumentFlag(argument, name, "isRequired");
        boolean index = argumentFlag(argument, name, "isIndex");
        boolean key = argumentFlag(argument, name, "isKey");
        if (required && !index && !key) {
            throw new PluginException(
                    "field " + name + " arg has isRequired true, but none of isKey nor isIndex is true");
        }
        return new Argument(required, index, key);
    }

    private static boolean argumentFlag(Members argument, String name, String key) throws PluginException {
        return flag(argument, key, "field " + name + " " + key + " property is not boolean");
    }

    private static Set<String> properties(Members entry, String name) throws PluginException {
        Optional<JsonValue> given = entry.get("properties").filter(value -> value != JsonValue.Null.NULL);
        if (given.isEmpty()) {
            return Set.of();
        }
        if (!(given.get() instanceof Elements(List<JsonValue> elements))) {
            throw new PluginException("field " + name + " properties property is not array ");
        }
        Set<String> properties = new java.util.HashSet<>();
        for (JsonValue element : elements) {
            if (!(element instanceof JsonValue.Text(String property))) {
                throw new PluginException("field " + name + " properties value is not string ");
            }
            properties.add(property);
        }
        return properties;
    }

    private static String required(Members entry, String key) throws PluginException {
        String text = entry.get(key).map(FieldDeclarations::text).orElse("");
        if (text.isEmpty()) {
            throw new PluginException("field JSON entry has no " + key);
        }
        return text;
    }

    private static boolean flag(Members entry, String key, String fault) throws PluginException {
        Optional<JsonValue> given = entry.get(key).filter(value -> value != JsonValue.Null.NULL);
        if (given.isEmpty()) {
            return false;
        }
        if (!(given.get() instanceof JsonValue.Truth(boolean truth))) {
            throw new PluginException(fault);
        }
        return truth;
    }

    /** A value as text, as far as it has one. */
    static String text(JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String text) -> text;
            case JsonValue.Number(String text) -> text;
            case JsonValue.Truth(boolean truth) -> Boolean.toString(truth);
            case JsonValue.Null _, Members _, Elements _ -> "";
        };
    }
}
