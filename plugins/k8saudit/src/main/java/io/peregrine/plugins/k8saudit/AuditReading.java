package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.FieldReader;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.ValueOut;
import io.peregrine.plugin.json.JsonPayload;

/**
 * Readers of audit events, from which the fields are put together. A text stands without quotes, anything else as JSON without blanks. Owned by the thread of the
 * source.
 */
final class AuditReading {
    private final JsonPayload json = new JsonPayload();
    private final Found found = new Found(json);

    /** Gives what a path found; false when the field then has no value. */
    @FunctionalInterface
    interface Giving {
        boolean give(JsonPayload json, Found found, ValueOut out);
    }

    /** Whether an event is an audit event that can be read. */
    private boolean look(PluginEvent event) {
        return json.look(event) && json.get(json.root(), "auditID") != JsonPayload.NONE;
    }

    /** The value that keys lead to. */
    FieldReader at(String... keys) {
        return (event, out) -> look(event) && json.write(json.get(json.root(), keys), out);
    }

    /** Every element of the array that keys lead to. */
    FieldReader elements(String... keys) {
        return (event, out) -> look(event) && writeAll(json.get(json.root(), keys), out);
    }

    private boolean writeAll(int array, ValueOut out) {
        boolean any = false;
        for (int item = json.first(array); item != JsonPayload.NONE; item = json.following(array, item)) {
            any |= json.write(item, out);
        }
        return any;
    }

    /** What is given of all that a path leads to, in every element of the arrays on it or in the one that the rule names. */
    FieldReader path(FieldRequest request, Giving giving, String... keys) {
        long element = request.index().orElse(Found.ALL);
        return (event, out) -> look(event) && found.follow(json.root(), element, keys) && giving.give(json, found, out);
    }

    /** A value that a reader makes of an audit event on its own. */
    FieldReader own(Own own) {
        return (event, out) -> look(event) && own.read(json, out);
    }

    /** Reads a value of an audit event. */
    @FunctionalInterface
    interface Own {
        boolean read(JsonPayload json, ValueOut out);
    }

    /** Gives every value that is there. */
    static boolean present(JsonPayload json, Found found, ValueOut out) {
        boolean any = false;
        for (int i = 0; i < found.size(); i++) {
            any |= json.write(found.get(i), out);
        }
        return any;
    }

    /** Gives every value, and nothing when one is missing. */
    static boolean complete(JsonPayload json, Found found, ValueOut out) {
        for (int i = 0; i < found.size(); i++) {
            if (!json.write(found.get(i), out)) {
                return false;
            }
        }
        return found.size() > 0;
    }

    /** Gives the elements of every array. */
    static boolean flattened(JsonPayload json, Found found, ValueOut out) {
        boolean any = false;
        for (int i = 0; i < found.size(); i++) {
            int array = found.get(i);
            for (int item = json.first(array); item != JsonPayload.NONE; item = json.following(array, item)) {
                any |= json.write(item, out);
            }
        }
        return any;
    }

    /** Gives every array of texts as one text with blanks between; nothing when one is no such array. */
    static boolean joined(JsonPayload json, Found found, ValueOut out) {
        boolean any = false;
        for (int i = 0; i < found.size(); i++) {
            int array = found.get(i);
            if (array == JsonPayload.NONE) {
                continue;
            }
            if (!json.isArray(array)) {
                return false;
            }
            StringBuilder text = new StringBuilder();
            String separator = "";
            for (int item = json.first(array); item != JsonPayload.NONE; item = json.following(array, item)) {
                if (!json.isText(item)) {
                    return false;
                }
                text.append(separator).append(json.string(item));
                separator = " ";
            }
            any = out.text(text.toString());
        }
        return any;
    }
}
