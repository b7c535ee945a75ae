package io.peregrine.container.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JSON value. The questions take any value: what is not there, or is of another type, answers as if it were missing, so that a runtime that leaves
 * parts out is read like one that has none.
 */
public sealed interface Json {
    /** No value. */
    Json MISSING = new Null();

    /** {@code null}, and what is missing. */
    record Null() implements Json {}

    /** A truth value. */
    record Truth(boolean value) implements Json {}

    /** A number. */
    record Number(long value) implements Json {}

    /** A text. */
    record Text(String value) implements Json {}

    /** A list. */
    record Array(List<Json> items) implements Json {
        public Array {
            items = List.copyOf(items);
        }
    }

    /** Members by name, in their order. */
    record Members(Map<String, Json> members) implements Json {}

    /** The member with this name. */
    default Json get(String name) {
        return this instanceof Members object ? object.members().getOrDefault(name, MISSING) : MISSING;
    }

    /** A member of a member, and so on. */
    default Json at(String... path) {
        Json here = this;
        for (String name : path) {
            here = here.get(name);
        }
        return here;
    }

    /** Whether there is a value. */
    default boolean isPresent() {
        return !(this instanceof Null);
    }

    /** The text, empty when this is none. */
    default String text() {
        return this instanceof Text text ? text.value() : "";
    }

    /** The text, if this is one. */
    default Optional<String> asText() {
        return this instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The number, 0 when this is none. */
    default long number() {
        return number(0);
    }

    /** The number, or another when this is none. */
    default long number(long otherwise) {
        return this instanceof Number number ? number.value() : otherwise;
    }

    /** Whether this is {@code true}. */
    default boolean isTrue() {
        return this instanceof Truth truth && truth.value();
    }

    /** The items, none when this is no list. */
    default List<Json> items() {
        return this instanceof Array array ? array.items() : List.of();
    }

    /** The texts among the items. */
    default Stream<String> texts() {
        return items().stream().filter(Text.class::isInstance).map(Json::text);
    }

    /** The members, none when this is no object. */
    default Map<String, Json> entries() {
        return this instanceof Members object ? object.members() : Map.of();
    }
}
