package io.peregrine.loader;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.resolve.ListResolver;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the exceptions of a rule into its condition, as text: {@code (condition) and not (...)}. Values are put in as they were written, so
 * that names of lists among them still work.
 */
final class ExceptionConditions {
    private static final String COMPS_OF_REPLACEMENT =
            "exceptions that replace others must name the comparison of each field under comps";

    private final MappedText.Builder condition = new MappedText.Builder();
    private final Set<String> fields = new TreeSet<>();

    private ExceptionConditions() {}

    /** A condition with its exceptions, and the fields that they use. */
    record Extended(MappedText condition, Set<String> fields) {}

    static Extended extend(MappedText condition, List<ExceptionDefinition> exceptions) throws LoadException {
        if (exceptions.isEmpty()) {
            return new Extended(condition, Set.of());
        }
        ExceptionConditions text = new ExceptionConditions();
        text.condition.append("(").append(condition).append(")");
        for (ExceptionDefinition exception : exceptions) {
            if (exception.values().isEmpty()) {
                continue;
            }
            text.condition.append(" and not ");
            if (exception.fields() instanceof ExceptionEntry.Many many) {
                text.tuples(exception, many.items());
            } else {
                text.single(exception);
            }
        }
        return new Extended(text.condition.build(), text.fields);
    }

    /** What to do where a condition with these exceptions is none: a replaced exception has no comparison but what it names. */
    static Optional<String> hint(List<ExceptionDefinition> exceptions) {
        return exceptions.stream()
                .filter(exception ->
                        !exception.values().isEmpty() && !exception.comps().isGiven())
                .map(_ -> COMPS_OF_REPLACEMENT)
                .findFirst();
    }

    private void single(ExceptionDefinition exception) throws LoadException {
        MappedText field = exception.fields().text();
        fields.add(field.text());
        String separator = "";
        condition
                .append("(")
                .append(field)
                .append(" ")
                .append(exception.comps().text())
                .append(" (");
        for (ExceptionEntry value : exception.values()) {
            if (value instanceof ExceptionEntry.Many) {
                throw LoadException.meaning(
                        "Expected values array to contain a list of strings",
                        exception.context().pointingAt(value.place()));
            }
            condition.append(separator);
            ListResolver.quote(condition, value.text());
            separator = ", ";
        }
        condition.append("))");
    }

    private void tuples(ExceptionDefinition exception, List<ExceptionEntry> names) throws LoadException {
        String separator = "(";
        for (ExceptionEntry tuple : exception.values()) {
            if (tuple.items().size() != names.size()) {
                throw LoadException.meaning(
                                "Fields and values lists must have equal length",
                                exception.context().pointingAt(tuple.place()))
                        .withHint("one value for each of the " + names.size() + " fields is needed");
            }
            if (exception.comps().items().size() < names.size()) {
                throw LoadException.meaning(
                                "Fields and comps lists must have equal length",
                                exception
                                        .context()
                                        .pointingAt(exception.fields().place()))
                        .withHint(COMPS_OF_REPLACEMENT);
            }
            condition.append(separator).append("(");
            for (int i = 0; i < names.size(); i++) {
                condition.append(i == 0 ? " " : " and  ");
                comparison(
                        names.get(i).text(),
                        exception.comps().items().get(i).text(),
                        tuple.items().get(i));
            }
            condition.append(")");
            separator = " or ";
        }
        condition.append(")");
    }

    private void comparison(MappedText field, MappedText comp, ExceptionEntry value) {
        fields.add(field.text());
        condition.append(field).append(" ").append(comp).append(" ");
        switch (value) {
            case ExceptionEntry.Many many -> list(many.items());
            case ExceptionEntry.One one -> {
                if (!ExceptionRules.takesList(comp.text())) {
                    ListResolver.quote(condition, one.text());
                } else if (one.text().text().startsWith("(")) {
                    condition.append(one.text());
                } else {
                    condition.append("(").append(one.text()).append(")");
                }
            }
        }
    }

    private void list(List<ExceptionEntry> items) {
        String separator = "(";
        for (ExceptionEntry item : items) {
            condition.append(separator);
            ListResolver.quote(condition, item.text());
            separator = ", ";
        }
        condition.append(items.isEmpty() ? "()" : ")");
    }
}
