package io.peregrine.plugin;

import io.peregrine.plugin.json.JsonQuote;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JSON schema of a configuration record. */
public final class ConfigSchema {
    private ConfigSchema() {}

    /**
     * The schema of a record whose components are texts, numbers, truth values, enums, records, or lists, maps and options of these; {@link ConfigKey} says more
     * of them.
     */
    public static String of(Class<? extends Record> type) {
        StringBuilder out = new StringBuilder("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",");
        return out.append(object(type).substring(1)).toString();
    }

    private static String object(Class<?> type) {
        List<String> properties = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String key = ConfigReader.key(component);
            ConfigKey setting = component.getAnnotation(ConfigKey.class);
            String description = setting == null || setting.description().isEmpty()
                    ? ""
                    : ",\"description\":" + JsonQuote.quoted(setting.description());
            String schema = schema(component.getGenericType());
            properties.add(JsonQuote.quoted(key) + ":" + schema.substring(0, schema.length() - 1) + description + "}");
            boolean fallback = setting != null && setting.fallback().length > 0;
            if (!fallback && !ConfigReader.isOptional(component.getType())) {
                required.add(JsonQuote.quoted(key));
            }
        }
        return "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + String.join(",", properties)
                + "},\"required\":[" + String.join(",", required) + "]}";
    }

    private static String schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return schema(arguments[0]);
            }
            return generic.getRawType() == Map.class
                    ? "{\"type\":\"object\",\"additionalProperties\":" + schema(arguments[1]) + "}"
                    : "{\"type\":\"array\",\"items\":" + schema(arguments[0]) + "}";
        }
        Class<?> kind = (Class<?>) type;
        if (kind.isRecord()) {
            return object(kind);
        }
        if (kind.isEnum()) {
            return "{\"type\":\"string\",\"enum\":["
                    + String.join(
                            ",",
                            Arrays.stream(kind.getEnumConstants())
                                    .map(constant -> JsonQuote.quoted(
                                            ((Enum<?>) constant).name().toLowerCase(Locale.ROOT)))
                                    .toList())
                    + "]}";
        }
        return switch (kind.getSimpleName()) {
            case "String" -> "{\"type\":\"string\"}";
            case "boolean", "Boolean" -> "{\"type\":\"boolean\"}";
            case "double", "Double" -> "{\"type\":\"number\"}";
            case "int", "Integer", "long", "Long" -> "{\"type\":\"integer\"}";
            default ->
                throw new IllegalArgumentException(
                        "A configuration cannot have a component of the type " + type.getTypeName() + ".");
        };
    }
}
