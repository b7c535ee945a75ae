package io.peregrine.authoring.suggest;

import io.peregrine.authoring.alerts.RecordedAlert;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.loader.WrittenException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the narrowest exception for alerts of one rule: every stable field that they show, with the values that they show. Where that would take too many rows,
 * the field with the most values is widened, a path to its folder, any other left out, until few rows say it.
 */
public final class Suggestions {
    /** More rows than this are a list of alerts and no exception. */
    private static final int MOST_ROWS = 10;

    private Suggestions() {}

    /**
     * The exception for alerts.
     *
     * @param alerts alerts of one rule, at least one
     * @param catalog the fields of the rule's source
     * @param there the exceptions that the rule has; one whose fields the alerts show is extended
     * @return nothing when the alerts show no field that could tell them from others
     */
    public static Optional<Suggestion> of(
            List<RecordedAlert> alerts, FieldCatalog catalog, List<WrittenException> there) {
        Optional<Suggestion> extension = Extension.of(alerts, there, MOST_ROWS);
        if (extension.isPresent()) {
            return extension;
        }
        Set<String> taken = there.stream().map(WrittenException::name).collect(Collectors.toSet());
        List<FieldComparison> comparisons = new ArrayList<>(StableFields.of(alerts, catalog).stream()
                .map(FieldComparison::equal)
                .toList());
        List<List<String>> rows = rows(alerts, comparisons);
        while (rows.size() > MOST_ROWS && !comparisons.isEmpty()) {
            widen(alerts, comparisons);
            rows = rows(alerts, comparisons);
        }
        return comparisons.isEmpty()
                ? Optional.empty()
                : Optional.of(new Suggestion(alerts.getFirst().rule(), name(alerts, taken), comparisons, rows, false));
    }

    private static List<List<String>> rows(List<RecordedAlert> alerts, List<FieldComparison> comparisons) {
        Set<List<String>> rows = new LinkedHashSet<>();
        for (RecordedAlert alert : alerts) {
            rows.add(comparisons.stream()
                    .map(comparison -> value(alert, alerts, comparison))
                    .toList());
        }
        return List.copyOf(rows);
    }

    private static String value(RecordedAlert alert, List<RecordedAlert> alerts, FieldComparison comparison) {
        return comparison.operator().equals("=")
                ? shown(alert, comparison.field())
                : folder(alerts, comparison.field());
    }

    private static void widen(List<RecordedAlert> alerts, List<FieldComparison> comparisons) {
        FieldComparison widest = comparisons.stream()
                .max(Comparator.comparingLong(comparison -> distinct(alerts, comparison)))
                .orElseThrow();
        int place = comparisons.indexOf(widest);
        if (widest.operator().equals("=") && !folder(alerts, widest.field()).isEmpty()) {
            comparisons.set(place, new FieldComparison(widest.field(), "startswith"));
        } else {
            comparisons.remove(place);
        }
    }

    private static long distinct(List<RecordedAlert> alerts, FieldComparison comparison) {
        return alerts.stream()
                .map(alert -> value(alert, alerts, comparison))
                .distinct()
                .count();
    }

    /** The folder that all values of a field lie in, at least two levels deep; empty when there is none. */
    private static String folder(List<RecordedAlert> alerts, String field) {
        String common = shown(alerts.getFirst(), field);
        for (RecordedAlert alert : alerts) {
            String value = shown(alert, field);
            int same = 0;
            while (same < Math.min(common.length(), value.length()) && common.charAt(same) == value.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        String folder = common.substring(0, common.lastIndexOf('/') + 1);
        return folder.startsWith("/") && folder.chars().filter(c -> c == '/').count() >= 3 ? folder : "";
    }

    private static String shown(RecordedAlert alert, String field) {
        return alert.value(field).orElse("");
    }

    /** Named by the program that most of the alerts are about. */
    private static String name(List<RecordedAlert> alerts, Set<String> taken) {
        String program = alerts.getFirst()
                .value("proc.name")
                .or(() -> alerts.getFirst().value("proc.exepath"))
                .or(() -> alerts.getFirst().value("ka.user.name"))
                .or(() -> alerts.getFirst().value("ct.user"))
                .orElse("activity");
        String word = program.substring(program.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        String name = "known_" + (word.isEmpty() ? "activity" : word);
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? name : name + "_" + number)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow();
    }
}
