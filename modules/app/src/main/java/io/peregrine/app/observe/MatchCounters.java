package io.peregrine.app.observe;

import io.peregrine.alert.Priority;
import io.peregrine.alert.RuleLabel;
import io.peregrine.server.metrics.RuleCount;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each rule matched since the start, and how often it lacked what a runtime had not told yet, over every reload. Loops add, the summary and the metrics read; safe for any thread.
 */
public final class MatchCounters {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(RuleLabel label, LongAdder count, LongAdder lacks) {}

    /** Makes a rule known; a rule that is known already keeps its count. */
    public synchronized LongAdder counter(RuleLabel rule) {
        return row(rule).count();
    }

    /** Makes a rule known, as {@link #counter} does: counts the events for which its condition read the metadata of a container that were not there. */
    public synchronized LongAdder lacks(RuleLabel rule) {
        return row(rule).lacks();
    }

    private Row row(RuleLabel rule) {
        return rows.computeIfAbsent(rule.name(), name -> new Row(rule, new LongAdder(), new LongAdder()));
    }

    /** All rules with their counts, in the order in which they were made known. */
    public synchronized List<RuleCount> counts() {
        return rows.values().stream()
                .map(row -> new RuleCount(row.label(), row.count().sum()))
                .toList();
    }

    /** The rules that ever read metadata which were not there, with how often. */
    public synchronized Map<String, Long> lacking() {
        Map<String, Long> lacking = new LinkedHashMap<>();
        rows.values().stream()
                .filter(row -> row.lacks().sum() > 0)
                .forEach(row -> lacking.put(row.label().name(), row.lacks().sum()));
        return lacking;
    }

    /** Rules that matched at least once. */
    public List<RuleCount> matched() {
        return counts().stream().filter(count -> count.matches() > 0).toList();
    }

    /** Matches of each priority that has any, the most severe first. */
    public Map<Priority, Long> byPriority() {
        Map<Priority, Long> counts = new EnumMap<>(Priority.class);
        matched().forEach(count -> counts.merge(count.rule().priority(), count.matches(), Long::sum));
        return counts;
    }

    /** All matches. */
    public long total() {
        return counts().stream().mapToLong(RuleCount::matches).sum();
    }
}
