package io.peregrine.state;

import java.util.ArrayList;
import java.util.List;

/**
 * The run-time fields of threads: names for the indexes of {@link ThreadEntry#slot}. Fields are added before a source opens; a thread that
 * was made before a field was added does not have it.
 */
public final class ThreadSlots {
    /** The field of the container that a thread runs in, a {@link io.peregrine.event.ByteString}; always there. */
    public static final int CONTAINER_ID = 0;

    private final List<String> names = new ArrayList<>(List.of("container_id"));

    ThreadSlots() {}

    /** The index of a field, added when it is new. */
    public int define(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            names.add(name);
            index = names.size() - 1;
        }
        return index;
    }

    /** The index of a field, -1 when there is none with this name. */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /** The number of fields. */
    public int count() {
        return names.size();
    }

    /** The names in the order of their indexes. */
    public List<String> names() {
        return List.copyOf(names);
    }
}
