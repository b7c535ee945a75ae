package io.peregrine.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the flag sets that generated code adds. */
abstract class FlagRows {
    private final Map<String, FlagSet> sets = new HashMap<>();

    /** Adds every set. */
    abstract void fill();

    /** Adds a set of names and values by turns. */
    final void add(String set, Object... namesAndValues) {
        List<FlagSet.Entry> entries = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.add(new FlagSet.Entry((String) namesAndValues[i], (Long) namesAndValues[i + 1]));
        }
        sets.put(set, new FlagSet(set, entries));
    }

    Map<String, FlagSet> sets() {
        return sets;
    }
}
