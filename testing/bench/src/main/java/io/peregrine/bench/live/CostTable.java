package io.peregrine.bench.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Times by what was measured and under which condition, the best of all turns, printed with their difference to the first column. */
final class CostTable {
    private final String unit;
    private final Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    /** An empty table of times in this unit. */
    CostTable(String unit) {
        this.unit = unit;
    }

    /** Adds a measurement; of several in one place the shortest stays. */
    void add(String row, String column, double time) {
        columns.add(column);
        rows.computeIfAbsent(row, key -> new LinkedHashMap<>()).merge(column, time, Math::min);
    }

    /** Prints to the standard output. */
    void print() {
        System.out.printf("%-18s", unit);
        columns.forEach(column -> System.out.printf("%24s", column));
        System.out.println();
        rows.forEach((name, row) -> {
            System.out.printf("%-18s", name);
            double base = row.values().iterator().next();
            for (String column : columns) {
                double time = row.get(column);
                System.out.printf("%10.0f %+7.0f %+3.0f%%", time, time - base, 100 * (time - base) / base);
            }
            System.out.println();
        });
        System.out.println();
    }
}
