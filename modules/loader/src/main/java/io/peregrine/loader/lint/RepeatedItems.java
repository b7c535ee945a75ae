package io.peregrine.loader.lint;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.loader.WrittenItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds lists and macros that nobody uses or that say what another one says, and values that stand in a list twice. */
final class RepeatedItems {
    private RepeatedItems() {}

    static void find(List<WrittenItem> items, List<Diagnostic> findings) {
        Map<String, WrittenItem> byContent = new HashMap<>();
        for (WrittenItem item : items) {
            if (item.kind() == WrittenItem.Kind.RULE) {
                continue;
            }
            if (!item.used()) {
                findings.add(LintFindings.finding(
                        LintFindings.UNUSED,
                        "the " + item.kind().word() + " '" + item.name() + "' is used nowhere",
                        "remove it",
                        item.place()));
            }
            repeatedValues(item, findings);
            WrittenItem same = byContent.putIfAbsent(content(item), item);
            if (same != null && isWorthwhile(item)) {
                findings.add(LintFindings.finding(
                        LintFindings.DUPLICATE,
                        "the " + item.kind().word() + " '" + item.name() + "' says the same as '" + same.name() + "'",
                        "keep one of them",
                        item.place()));
            }
        }
    }

    /** Empty lists, lists of one value and macros of one part are places for others to fill in. */
    private static boolean isWorthwhile(WrittenItem item) {
        return item.kind() == WrittenItem.Kind.LIST
                ? item.texts().size() > 1
                : item.texts().getFirst().text().matches("(?s).*\\s(and|or)[\\s(].*");
    }

    private static String content(WrittenItem item) {
        Set<String> texts = new TreeSet<>();
        item.texts()
                .forEach(text -> texts.add(text.text().replaceAll("\\s+", " ").strip()));
        return item.kind() + "\0" + String.join("\0", texts);
    }

    private static void repeatedValues(WrittenItem item, List<Diagnostic> findings) {
        if (item.kind() != WrittenItem.Kind.LIST) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (MappedText value : item.texts()) {
            if (!seen.add(value.text())) {
                findings.add(LintFindings.finding(
                        LintFindings.DUPLICATE,
                        "the value '" + value + "' stands in the list '" + item.name() + "' twice",
                        "remove one",
                        value.span(0, value.length()).or(item::place)));
            }
        }
    }
}
