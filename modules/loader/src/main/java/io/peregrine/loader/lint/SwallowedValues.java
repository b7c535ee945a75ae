package io.peregrine.loader.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.loader.WrittenItem;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds values that are the name of a list and so are replaced by its items where no list can be meant: inside quotes, and behind an
 * operator that takes one value.
 */
final class SwallowedValues {
    private static final String DELIMITERS = " \t\n\r(),=";
    private static final Pattern ONE_VALUE = Pattern.compile(
            "(?s).*(=|\\b(contains|icontains|startswith|endswith|glob|iglob|regex)[ \\t\\n\\r])[ \\t\\n\\r]*");

    private SwallowedValues() {}

    static void find(List<WrittenItem> items, List<Diagnostic> findings) {
        List<String> lists = items.stream()
                .filter(item -> item.kind() == WrittenItem.Kind.LIST)
                .map(WrittenItem::name)
                .toList();
        for (WrittenItem item : items) {
            if (item.kind() != WrittenItem.Kind.LIST) {
                MappedText condition = item.texts().getFirst();
                lists.forEach(list -> find(item, condition, list, findings));
            }
        }
    }

    private static void find(WrittenItem item, MappedText condition, String list, List<Diagnostic> findings) {
        String text = condition.text();
        for (int at = text.indexOf(list); at >= 0; at = text.indexOf(list, at + 1)) {
            int end = at + list.length();
            if (isDelimited(text, at, end) && (isQuoted(text, at) || isOneValue(text, at))) {
                findings.add(LintFindings.finding(
                        LintFindings.SWALLOWED_VALUE,
                        "in the " + item.kind().word() + " '" + item.name() + "', the value '" + list
                                + "' is replaced by the items of the list of that name",
                        "give the list another name, or write 'in (" + list + ")' when the list is meant",
                        condition.span(at, end)));
            }
        }
    }

    private static boolean isDelimited(String text, int start, int end) {
        return (start == 0 || DELIMITERS.indexOf(text.charAt(start - 1)) >= 0)
                && (end == text.length() || DELIMITERS.indexOf(text.charAt(end)) >= 0);
    }

    private static boolean isQuoted(String text, int at) {
        char quote = 0;
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote && text.charAt(i - 1) != '\\') {
                quote = 0;
            }
        }
        return quote != 0;
    }

    private static boolean isOneValue(String text, int at) {
        return ONE_VALUE.matcher(text.substring(0, at)).matches();
    }
}
