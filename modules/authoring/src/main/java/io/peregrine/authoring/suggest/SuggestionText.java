package io.peregrine.authoring.suggest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A suggestion as text to paste behind the rules that it changes. */
public final class SuggestionText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");
    private static final List<String> WORDS =
            List.of("true", "false", "yes", "no", "on", "off", "null", "and", "or", "not");

    private SuggestionText() {}

    /** As an exception, in the form of {@code exceptions}. */
    public static String exception(Suggestion suggestion) {
        StringBuilder text = new StringBuilder();
        text.append("- rule: ").append(yaml(suggestion.rule())).append("\n  exceptions:\n");
        text.append("    - name: ").append(suggestion.name()).append('\n');
        if (!suggestion.extension()) {
            fields(suggestion, text);
        }
        text.append("      values:\n");
        for (List<String> row : suggestion.rows()) {
            text.append("        - [")
                    .append(joined(row.stream().map(SuggestionText::yaml).toList()))
                    .append("]\n");
        }
        return text.append("  override:\n    exceptions: append\n").toString();
    }

    private static void fields(Suggestion suggestion, StringBuilder text) {
        text.append("      fields: [")
                .append(joined(suggestion.comparisons().stream()
                        .map(FieldComparison::field)
                        .map(field -> field.contains("[") ? quoted(field) : field)
                        .toList()))
                .append("]\n      comps: [")
                .append(joined(suggestion.comparisons().stream()
                        .map(FieldComparison::operator)
                        .map(operator -> operator.equals("=") ? "\"=\"" : operator)
                        .toList()))
                .append("]\n");
    }

    /** As a macro that the rule's condition excludes. */
    public static String macro(Suggestion suggestion) {
        String cases = suggestion.rows().stream()
                .map(row -> condition(suggestion.comparisons(), row))
                .collect(Collectors.joining("\n    or "));
        return "- macro: " + suggestion.name() + "\n  condition: >\n    (" + cases + ")\n\n- rule: "
                + yaml(suggestion.rule()) + "\n  condition: and not " + suggestion.name()
                + "\n  override:\n    condition: append\n";
    }

    private static String condition(List<FieldComparison> comparisons, List<String> row) {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < row.size(); i++) {
            FieldComparison comparison = comparisons.get(i);
            text.append(i == 0 ? "" : " and ")
                    .append(comparison.field())
                    .append(' ')
                    .append(comparison.operator())
                    .append(' ')
                    .append(quoted(row.get(i)));
        }
        return text.append(')').toString();
    }

    private static String joined(List<String> texts) {
        return String.join(", ", texts);
    }

    private static String yaml(String text) {
        boolean words = text.matches("[A-Za-z][A-Za-z0-9_./ -]*[A-Za-z0-9]") && text.contains(" ");
        return words || PLAIN.matcher(text).matches() && !WORDS.contains(text) ? text : quoted(text);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
