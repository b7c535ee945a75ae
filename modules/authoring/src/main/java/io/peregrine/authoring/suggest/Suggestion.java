package io.peregrine.authoring.suggest;

import io.peregrine.authoring.alerts.RecordedAlert;
import java.util.List;

/**
 * An exception that would silence alerts of a rule.
 *
 * @param rule the name of the rule
 * @param name the name of the exception
 * @param comparisons what it asks, all of which must hold
 * @param rows the values, one for each comparison, a row for each case
 * @param extension whether the rule has an exception of this name already, to which the rows are added
 */
public record Suggestion(
        String rule, String name, List<FieldComparison> comparisons, List<List<String>> rows, boolean extension) {
    public Suggestion {
        comparisons = List.copyOf(comparisons);
        rows = List.copyOf(rows);
    }

    /** Whether it would have silenced an alert, by what the alert shows. */
    public boolean covers(RecordedAlert alert) {
        return alert.rule().equals(rule) && rows.stream().anyMatch(row -> covers(alert, row));
    }

    private boolean covers(RecordedAlert alert, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            FieldComparison comparison = comparisons.get(i);
            if (alert.value(comparison.field())
                    .filter(shown -> comparison.holds(shown, value))
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
