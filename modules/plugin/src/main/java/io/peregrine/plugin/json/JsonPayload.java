package io.peregrine.plugin.json;

import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.ValueOut;
import java.util.Arrays;

/**
 * The payload of events as JSON, read once an event and only as far as it is asked for: a look-up compares bytes in place, and nothing is copied but what a field
 * gives. Values are plain numbers, {@link #NONE} for none; they are valid until the next event. Owned by one thread.
 */
public final class JsonPayload {
    /** No value. */
    public static final int NONE = -1;

    private static final long NO_EVENT = -1;

    private final JsonTape tape = new JsonTape();
    private final JsonBytes bytes = new JsonBytes();
    private byte[] text = new byte[1 << 12];
    private int length;
    private long event = NO_EVENT;
    private boolean readable;

    /** A payload that has seen no event. */
    public JsonPayload() {}

    /**
     * Looks at an event; reads it unless it is the one of the call before.
     *
     * @return whether its payload is one whole JSON object or array
     */
    public boolean look(PluginEvent at) {
        if (at.number() != event) {
            event = at.number();
            length = at.payloadLength();
            if (text.length < length) {
                text = new byte[Math.max(length, text.length * 2)];
            }
            at.copyPayload(text);
            readable = length > 0 && (text[0] == '{' || text[0] == '[') && tape.read(text, length);
        }
        return readable;
    }

    /**
     * Looks at a text outside of an event.
     *
     * @return whether it is one whole JSON value
     */
    public boolean look(byte[] json) {
        event = NO_EVENT;
        text = json;
        length = json.length;
        readable = tape.read(json, length);
        return readable;
    }

    /** The whole. */
    public int root() {
        return 0;
    }

    /** A member of an object by its key, the first of several; an element of an array by its number; {@link #NONE} where there is none. */
    public int get(int value, String key) {
        if (value == NONE) {
            return NONE;
        }
        return switch (tape.kind(value)) {
            case JsonTape.OBJECT -> member(value, key);
            case JsonTape.ARRAY -> element(value, number(key));
            default -> NONE;
        };
    }

    /** What several keys lead to, one after another. */
    public int get(int value, String... keys) {
        int found = value;
        for (String key : keys) {
            found = get(found, key);
        }
        return found;
    }

    private int member(int object, String key) {
        int behind = tape.next(object);
        for (int at = object + 1; at < behind; at = tape.next(at + 1)) {
            if (bytes.isText(text, tape.start(at), tape.end(at), key)) {
                return at + 1;
            }
        }
        return NONE;
    }

    /** An element of an array, {@link #NONE} where there is none. */
    public int element(int array, long index) {
        int at = first(array);
        for (long i = 0; at != NONE && i < index; i++) {
            at = following(array, at);
        }
        return index < 0 ? NONE : at;
    }

    /** The first element of an array; {@link #NONE} for an empty one, and for what is no array. */
    public int first(int array) {
        return isArray(array) && tape.next(array) > array + 1 ? array + 1 : NONE;
    }

    /** The element of an array behind another, {@link #NONE} behind the last. */
    public int following(int array, int element) {
        int next = tape.next(element);
        return next < tape.next(array) ? next : NONE;
    }

    /** The value of the first key of an object, {@link #NONE} for an empty one, and for what is no object; its key is {@link #key}. */
    public int firstMember(int object) {
        return isObject(object) && tape.next(object) > object + 1 ? object + 2 : NONE;
    }

    /** The value of the key behind another one, {@link #NONE} behind the last. */
    public int followingMember(int object, int member) {
        int next = tape.next(member);
        return next < tape.next(object) ? next + 1 : NONE;
    }

    /** The key of a member; allocates. */
    public String key(int member) {
        return bytes.string(text, tape.start(member - 1), tape.end(member - 1));
    }

    /** Whether a value is an object. */
    public boolean isObject(int value) {
        return value != NONE && tape.kind(value) == JsonTape.OBJECT;
    }

    /** Whether a value is an array. */
    public boolean isArray(int value) {
        return value != NONE && tape.kind(value) == JsonTape.ARRAY;
    }

    /** Whether a value is a text. */
    public boolean isText(int value) {
        return value != NONE && tape.kind(value) == JsonTape.TEXT;
    }

    /** Whether a value is this text. */
    public boolean isText(int value, String wanted) {
        return isText(value) && bytes.isText(text, tape.start(value), tape.end(value), wanted);
    }

    /** Whether a value is the word {@code true}. */
    public boolean isTrue(int value) {
        return value != NONE && tape.kind(value) == JsonTape.WORD && text[tape.start(value)] == 't';
    }

    /** Gives a value as text: a text without its quotes and escapes, anything else as JSON without blanks. False for no value. */
    public boolean write(int value, ValueOut out) {
        if (value == NONE) {
            return false;
        }
        int from = tape.start(value);
        int to = tape.end(value);
        if (tape.kind(value) == JsonTape.TEXT) {
            return bytes.hasEscape(text, from, to)
                    ? out.text(bytes.string(text, from, to))
                    : out.bytes(text, from, to - from);
        }
        byte[] compact = bytes.compact(text, from, to);
        return compact == text ? out.bytes(text, from, to - from) : out.bytes(compact);
    }

    /** A value as text, as {@link #write} gives it; empty for no value. Allocates. */
    public String string(int value) {
        if (value == NONE) {
            return "";
        }
        int from = tape.start(value);
        int to = tape.end(value);
        if (tape.kind(value) == JsonTape.TEXT) {
            return bytes.string(text, from, to);
        }
        byte[] compact = bytes.compact(text, from, to);
        return compact == text ? bytes.plain(text, from, to) : bytes.plain(compact, 0, compact.length);
    }

    /** A value as JSON without blanks, a copy. */
    public byte[] json(int value) {
        int quotes = tape.kind(value) == JsonTape.TEXT ? 1 : 0;
        int from = tape.start(value) - quotes;
        int to = tape.end(value) + quotes;
        byte[] compact = bytes.compact(text, from, to);
        return compact == text ? Arrays.copyOfRange(text, from, to) : compact;
    }

    private static long number(String key) {
        long number = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9' || i > 8) {
                return NONE;
            }
            number = number * 10 + c - '0';
        }
        return key.isEmpty() ? NONE : number;
    }
}
