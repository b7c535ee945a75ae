package io.peregrine.output.stage;

import io.peregrine.alert.Alert;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.InternalAlert;
import io.peregrine.alert.JsonText;
import io.peregrine.alert.RuleAlert;
import io.peregrine.output.AlertStage;
import io.peregrine.output.OutputCounters;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Holds back alerts of a series beyond its limit and tells their number when the period is over. A period begins with the
 * first alert of a series and is measured by event time, so that a replay is throttled as the live run would have been; while no
 * alerts come, event time goes on as the clock does.
 *
 * <p>The first limit that holds for a rule counts. So many series are remembered at most; when there are more, alerts of
 * further series pass.
 */
public final class Throttle implements AlertStage {
    /** The name under which suppressed alerts are told. */
    public static final String SUMMARY_RULE = "Falco internal: throttled alerts";

    private static final int MAX_SERIES = 10_000;

    private final List<ThrottleLimit> limits;
    private final Map<String, Optional<ThrottleLimit>> byRule = new HashMap<>();
    private final Map<SeriesKey, Series> series = new LinkedHashMap<>();
    private final OutputCounters counters;
    private long latestEvent;
    private long lastTickWithEvents;
    private boolean eventsSinceTick;

    private record SeriesKey(String rule, List<FieldValue> values) {}

    private static final class Series {
        private final Alert first;
        private final ThrottleLimit limit;
        private long passed;
        private long held;

        Series(Alert first, ThrottleLimit limit) {
            this.first = first;
            this.limit = limit;
        }

        long end() {
            return first.timestamp() + limit.window().toNanos();
        }
    }

    /** Makes a stage with limits in their order; what it holds back is counted. */
    public Throttle(List<ThrottleLimit> limits, OutputCounters counters) {
        this.limits = List.copyOf(limits);
        this.counters = counters;
    }

    @Override
    public void accept(Alert alert, Consumer<Alert> next) {
        Optional<ThrottleLimit> limit = alert instanceof RuleAlert ? limit(alert.ruleName()) : Optional.empty();
        if (limit.isPresent()) {
            accept(alert, limit.get(), next);
        } else {
            next.accept(alert);
        }
    }

    private void accept(Alert alert, ThrottleLimit limit, Consumer<Alert> next) {
        latestEvent = Math.max(latestEvent, alert.timestamp());
        eventsSinceTick = true;
        SeriesKey key = new SeriesKey(
                alert.ruleName(),
                limit.key().stream()
                        .map(name -> alert.fields().getOrDefault(name, FieldValue.absent()))
                        .toList());
        Series current = series.get(key);
        if (current != null && alert.timestamp() >= current.end()) {
            series.remove(key);
            summarize(current, next);
            current = null;
        }
        if (current == null) {
            current = new Series(alert, limit);
            if (series.size() < MAX_SERIES) {
                series.put(key, current);
            }
        }
        if (current.passed < limit.max()) {
            current.passed++;
            next.accept(alert);
        } else {
            current.held++;
            counters.countThrottled();
        }
    }

    @Override
    public void tick(long now, boolean ending, Consumer<Alert> next) {
        if (eventsSinceTick) {
            eventsSinceTick = false;
            lastTickWithEvents = now;
        }
        expire(ending ? Long.MAX_VALUE : latestEvent + (now - lastTickWithEvents), next);
    }

    private void expire(long now, Consumer<Alert> next) {
        Iterator<Series> all = series.values().iterator();
        while (all.hasNext()) {
            Series one = all.next();
            if (one.end() <= now) {
                all.remove();
                summarize(one, next);
            }
        }
    }

    private Optional<ThrottleLimit> limit(String rule) {
        return byRule.computeIfAbsent(rule, name -> ThrottleLimit.firstFor(name, limits));
    }

    private static void summarize(Series series, Consumer<Alert> next) {
        if (series.held == 0) {
            return;
        }
        SortedMap<String, FieldValue> fields = new TreeMap<>();
        series.limit
                .key()
                .forEach(name -> fields.put(name, series.first.fields().getOrDefault(name, FieldValue.absent())));
        fields.put("throttle.rule", FieldValue.of(series.first.ruleName()));
        fields.put("throttle.suppressed", FieldValue.of(series.held));
        fields.put("throttle.passed", FieldValue.of(series.passed));
        fields.put("throttle.window_ms", FieldValue.of(series.limit.window().toMillis()));
        StringBuilder values = new StringBuilder();
        for (String name : series.limit.key()) {
            values.append(values.isEmpty() ? " with " : " ")
                    .append(name)
                    .append('=')
                    .append(JsonText.of(fields.get(name)));
        }
        next.accept(new InternalAlert(
                series.end(),
                SUMMARY_RULE,
                series.first.priority(),
                series.first.hostname(),
                "Falco internal: " + series.held + " alerts of the rule '" + series.first.ruleName() + "'" + values
                        + " were suppressed",
                fields));
    }
}
