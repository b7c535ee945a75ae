package io.peregrine.schema;

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
        FlagRows rows = new FlagData();
        rows.fill();
        return rows.sets();
    }
}
