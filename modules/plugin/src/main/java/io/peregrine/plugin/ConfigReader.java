package io.peregrine.plugin;

import io.peregrine.plugin.json.JsonException;
import io.peregrine.plugin.json.JsonReader;
import io.peregrine.plugin.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a JSON text into a record. */
final class ConfigReader {
    private ConfigReader() {}

    static <C extends Record> C read(String text, Class<C> type) throws PluginException {
        JsonValue value;
        try {
            value = text.isBlank() ? new JsonValue.Members(Map.of()) : JsonReader.read(text);
        } catch (JsonException e) {
            throw new PluginException("the configuration is no JSON: " + e.getMessage(), e);
        }
        return type.cast(record(value, type, ""));
    }

    /** A key as it is written, for the name of a component. */
    static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Object record(JsonValue value, Class<?> type, String at) throws PluginException {
        if (!(value instanceof JsonValue.Members(Map<String, JsonValue> members))) {
            throw wrong(at, "a map");
        }
        RecordComponent[] components = type.getRecordComponents();
        for (String key : members.keySet()) {
            if (Arrays.stream(components).noneMatch(component -> key(component).equals(key))) {
                throw new PluginException("the configuration has the unknown key '" + at + key + "'");
            }
        }
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(components[i], members, at);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PluginException("the configuration is refused: " + cause.getMessage(), e);
        }
    }

    private static Object component(RecordComponent component, Map<String, JsonValue> members, String at)
            throws PluginException {
        String key = key(component);
        Optional<JsonValue> given = Optional.ofNullable(members.get(key));
        if (given.isPresent() || isOptional(component.getType())) {
            return value(given.orElse(JsonValue.Null.NULL), component.getGenericType(), at + key);
        }
        ConfigKey setting = component.getAnnotation(ConfigKey.class);
        if (setting == null || setting.fallback().length == 0) {
            throw new PluginException("the configuration needs the key '" + at + key + "'");
        }
        return value(fallback(setting.fallback()[0], component.getType()), component.getGenericType(), at + key);
    }

    private static JsonValue fallback(String text, Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return new JsonValue.Text(text);
        }
        return type == boolean.class ? new JsonValue.Truth(Boolean.parseBoolean(text)) : new JsonValue.Number(text);
    }

    static boolean isOptional(Class<?> type) {
        return type == Optional.class || type == List.class || type == Map.class;
    }

    private static Object value(JsonValue value, Type type, String at) throws PluginException {
        if (type instanceof ParameterizedType generic) {
            return container(value, generic, at);
        }
        Class<?> kind = (Class<?>) type;
        if (kind.isRecord()) {
            return record(value, kind, at + ".");
        }
        return switch (value) {
            case JsonValue.Text(String text) when kind == String.class -> text;
            case JsonValue.Text(String text) when kind.isEnum() -> constant(text, kind, at);
            case JsonValue.Truth(boolean truth) when kind == boolean.class || kind == Boolean.class -> truth;
            case JsonValue.Number number -> number(number, kind, at);
            default -> throw wrong(at, word(kind));
        };
    }

    private static Object container(JsonValue value, ParameterizedType type, String at) throws PluginException {
        Type element = type.getActualTypeArguments()[type.getRawType() == Map.class ? 1 : 0];
        if (type.getRawType() == Optional.class) {
            return value instanceof JsonValue.Null ? Optional.empty() : Optional.of(value(value, element, at));
        }
        if (type.getRawType() == Map.class) {
            Map<String, Object> map = new LinkedHashMap<>();
            if (value instanceof JsonValue.Members(Map<String, JsonValue> members)) {
                for (Map.Entry<String, JsonValue> entry : members.entrySet()) {
                    map.put(entry.getKey(), value(entry.getValue(), element, at + "." + entry.getKey()));
                }
            } else if (!(value instanceof JsonValue.Null)) {
                throw wrong(at, "a map");
            }
            return map;
        }
        List<Object> list = new ArrayList<>();
        if (value instanceof JsonValue.Elements(List<JsonValue> elements)) {
            for (JsonValue item : elements) {
                list.add(value(item, element, at + "[" + list.size() + "]"));
            }
        } else if (!(value instanceof JsonValue.Null)) {
            throw wrong(at, "a list");
        }
        return list;
    }

    private static Object number(JsonValue.Number number, Class<?> kind, String at) throws PluginException {
        if (kind == double.class || kind == Double.class) {
            return number.toDouble();
        }
        long whole = number.toLong().orElseThrow(() -> wrong(at, word(kind)));
        if (kind == long.class || kind == Long.class) {
            return whole;
        }
        if ((kind == int.class || kind == Integer.class) && whole == (int) whole) {
            return (int) whole;
        }
        throw wrong(at, word(kind));
    }

    private static Object constant(String text, Class<?> kind, String at) throws PluginException {
        return Arrays.stream(kind.getEnumConstants())
                .filter(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(at, word(kind)));
    }

    private static String word(Class<?> kind) {
        if (kind.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(kind.getEnumConstants())
                                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                                    .toList());
        }
        return switch (kind.getSimpleName()) {
            case "String" -> "a text";
            case "boolean", "Boolean" -> "true or false";
            case "double", "Double" -> "a number";
            case "int", "Integer" -> "a whole number of 32 bits";
            default -> "a whole number";
        };
    }

    private static PluginException wrong(String at, String wanted) {
        return new PluginException(
                at.isEmpty()
                        ? "the configuration must be " + wanted
                        : "the key '" + at + "' of the configuration must be " + wanted);
    }
}
