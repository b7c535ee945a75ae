package io.peregrine.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All flag sets by name. */
public final class FlagSets {
    private static final Map<String, FlagSet> SETS = load();

    private FlagSets() {}

    /** The set with this name, empty when there is none. */
    public static Optional<FlagSet> byName(String name) {
        return Optional.ofNullable(SETS.get(name));
    }

    private static Map<String, FlagSet> load() {
        Map<String, List<FlagSet.Entry>> entries = new LinkedHashMap<>();
        for (String[] row : Table.read("flags.tsv")) {
            entries.computeIfAbsent(row[0], name -> new ArrayList<>())
                    .add(new FlagSet.Entry(row[1], Long.parseLong(row[2])));
        }
        Map<String, FlagSet> sets = new LinkedHashMap<>();
        entries.forEach((name, list) -> sets.put(name, new FlagSet(name, list)));
        return Map.copyOf(sets);
    }
}
