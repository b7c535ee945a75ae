package io.peregrine.app.watch;

import io.peregrine.alert.Priority;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each rule matched since the start, over every reload. Loops add, the summary and the metrics read; safe for any thread.
 */
public final class MatchCounters {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(Priority priority, LongAdder count) {}

    /** Makes a rule known; a rule that is known already keeps its count. */
    public synchronized LongAdder counter(String rule, Priority priority) {
        return rows.computeIfAbsent(rule, name -> new Row(priority, new LongAdder())).count();
    }

    /** Rules that matched at least once, in the order in which they were made known. */
    public synchronized Map<String, Long> byRule() {
        Map<String, Long> counts = new LinkedHashMap<>();
        rows.forEach((name, row) -> {
            if (row.count().sum() > 0) {
                counts.put(name, row.count().sum());
            }
        });
        return counts;
    }

    /** Matches of each priority that has any, the most severe first. */
    public synchronized Map<Priority, Long> byPriority() {
        Map<Priority, Long> counts = new EnumMap<>(Priority.class);
        rows.values().forEach(row -> {
            if (row.count().sum() > 0) {
                counts.merge(row.priority(), row.count().sum(), Long::sum);
            }
        });
        return counts;
    }

    /** All matches. */
    public synchronized long total() {
        return rows.values().stream().mapToLong(row -> row.count().sum()).sum();
    }
}
