package io.peregrine.plugins.k8saudit;

import io.peregrine.plugin.json.JsonPayload;
import java.util.Arrays;

/**
 * What a path of keys leads to in a payload: at an array every element is gone into, or the one whose number is asked for. Reused; owned by one thread.
 */
final class Found {
    /** Stands for every element of an array. */
    static final long ALL = -1;

    private final JsonPayload json;
    private int[] values = new int[16];
    private int size;

    Found(JsonPayload json) {
        this.json = json;
    }

    /**
     * Follows a path from a value.
     *
     * @return whether it leads anywhere; elements that lack the rest of the path are {@link JsonPayload#NONE} among the values
     */
    boolean follow(int from, long element, String... keys) {
        size = 0;
        return follow(from, element, 0, keys);
    }

    private boolean follow(int from, long element, int index, String[] keys) {
        int value = from;
        for (int i = index; i < keys.length; i++) {
            if (json.isArray(value)) {
                if (element == ALL) {
                    return spread(value, i, keys);
                }
                value = json.element(value, element);
            }
            value = keys[i].isEmpty() ? value : json.get(value, keys[i]);
            if (value == JsonPayload.NONE) {
                return false;
            }
        }
        add(value);
        return true;
    }

    private boolean spread(int array, int index, String[] keys) {
        for (int item = json.first(array); item != JsonPayload.NONE; item = json.following(array, item)) {
            if (!follow(item, ALL, index, keys)) {
                add(JsonPayload.NONE);
            }
        }
        return true;
    }

    private void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }
}
