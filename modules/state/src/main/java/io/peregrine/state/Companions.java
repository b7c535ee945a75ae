package io.peregrine.state;

import java.util.Arrays;

/**
 * What others keep beside the tables of one source, one thing of a type, so that fields which several sources share find what belongs to the source in
 * hand. Owned by the source's thread; it holds at most a handful.
 */
public final class Companions {
    private Class<?>[] types = {};
    private Object[] things = {};

    /** Attaches a thing, in the place of another of its type. */
    public <T> void put(Class<T> type, T thing) {
        int place = 0;
        while (place < types.length && types[place] != type) {
            place++;
        }
        if (place == types.length) {
            types = Arrays.copyOf(types, place + 1);
            things = Arrays.copyOf(things, place + 1);
        }
        types[place] = type;
        things[place] = thing;
    }

    /** What is attached of a type, the second argument when nothing is. */
    public <T> T get(Class<T> type, T otherwise) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] == type) {
                return type.cast(things[i]);
            }
        }
        return otherwise;
    }
}
