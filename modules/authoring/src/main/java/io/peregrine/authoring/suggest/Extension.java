package io.peregrine.authoring.suggest;

import io.peregrine.authoring.alerts.RecordedAlert;
import io.peregrine.loader.WrittenException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** More values for an exception that a rule has already: its author said which fields tell what is harmless. */
final class Extension {
    /** An exception of one field alone would let too much through. */
    private static final int FEWEST_FIELDS = 2;

    private static final Set<String> OPERATORS = Set.of("=", "==", "startswith", "endswith", "contains");

    private Extension() {}

    /** The exception with the most fields of those whose fields all alerts show, if few rows say it. */
    static Optional<Suggestion> of(List<RecordedAlert> alerts, List<WrittenException> there, int mostRows) {
        return there.stream()
                .filter(exception -> exception.rows() && exception.fields().size() >= FEWEST_FIELDS)
                .filter(exception -> OPERATORS.containsAll(exception.operators()))
                .sorted(Comparator.comparingInt((WrittenException exception) ->
                                exception.fields().size())
                        .reversed())
                .flatMap(exception -> with(alerts, exception).stream())
                .filter(suggestion -> suggestion.rows().size() <= mostRows)
                .findFirst();
    }

    private static Optional<Suggestion> with(List<RecordedAlert> alerts, WrittenException exception) {
        Set<List<String>> rows = new LinkedHashSet<>();
        for (RecordedAlert alert : alerts) {
            List<String> row = new ArrayList<>();
            for (String field : exception.fields()) {
                alert.value(field).filter(value -> !value.isEmpty()).ifPresent(row::add);
            }
            if (row.size() < exception.fields().size()) {
                return Optional.empty();
            }
            rows.add(row);
        }
        List<FieldComparison> comparisons = IntStream.range(
                        0, exception.fields().size())
                .mapToObj(i -> new FieldComparison(
                        exception.fields().get(i), exception.operators().get(i)))
                .toList();
        return Optional.of(
                new Suggestion(alerts.getFirst().rule(), exception.name(), comparisons, List.copyOf(rows), true));
    }
}
