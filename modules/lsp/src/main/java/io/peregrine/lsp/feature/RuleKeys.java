package io.peregrine.lsp.feature;

import io.peregrine.alert.Priority;
import io.peregrine.lsp.text.CursorPlace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.InsertTextFormat;

/** The keys of items, and the words that can stand behind some of them. */
final class RuleKeys {
    private static final Map<String, String> OF_RULE = ordered(
            "desc", "What happened, why it matters, what to look at next.",
            "condition", "When it matches.",
            "output", "What its alerts say; %field is filled in.",
            "priority", "How urgent its alerts are.",
            "tags", "Words to select it by: techniques, maturity.",
            "source", "The source of its events; syscall when left out.",
            "enabled", "Whether it is on.",
            "exceptions", "What it does not mean: fields, comps and values.",
            "warn_evttypes", "Whether it is said when it names no event types.",
            "skip-if-unknown-filter", "Leave it out when it names a field that does not exist.",
            "capture", "Record what happened around its matches.",
            "override", "How it changes a rule of this name: append or replace, for each key.");

    private static final Map<String, String> OF_MACRO =
            ordered("condition", "What its name stands for.", "override", "How it changes a macro of this name.");

    private static final Map<String, String> OF_LIST = ordered(
            "items", "Its values and the names of other lists.", "override", "How it changes a list of this name.");

    private static final Map<String, String> NEW_ITEMS = ordered(
            "- rule: ${1:Name}\n  desc: ${2:What happened}\n  condition: $3\n  output: ${4:text} | user=%user.name process=%proc.name\n  priority: ${5:WARNING}\n  tags: [$6]",
            "- rule", "- macro: ${1:name}\n  condition: $2", "- macro", "- list: ${1:name}\n  items: [$2]", "- list");

    private RuleKeys() {}

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    /** What can be written where a key stands. */
    static List<CompletionItem> at(CursorPlace place) {
        if (place.isItem()) {
            return NEW_ITEMS.entrySet().stream()
                    .map(entry -> snippet(entry.getValue(), entry.getKey()))
                    .toList();
        }
        Map<String, String> keys = switch (place.item()) {
            case "rule" -> OF_RULE;
            case "macro" -> OF_MACRO;
            case "list" -> OF_LIST;
            default -> Map.of();
        };
        return keys.entrySet().stream()
                .map(entry -> key(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The words that can stand behind a key. */
    static List<CompletionItem> values(String key) {
        List<String> words = switch (key) {
            case "priority" -> Arrays.stream(Priority.values()).map(Enum::name).toList();
            case "enabled", "warn_evttypes", "skip-if-unknown-filter", "capture" -> List.of("true", "false");
            case "override" -> List.of("append", "replace");
            case "source" -> List.of("syscall", "k8s_audit", "aws_cloudtrail");
            default -> List.of();
        };
        return words.stream().map(RuleKeys::value).toList();
    }

    private static CompletionItem value(String word) {
        CompletionItem item = new CompletionItem(word);
        item.setKind(CompletionItemKind.EnumMember);
        return item;
    }

    private static CompletionItem key(String key, String says) {
        CompletionItem item = new CompletionItem(key);
        item.setKind(CompletionItemKind.Property);
        item.setDetail(says);
        item.setInsertText(key + ": ");
        return item;
    }

    private static CompletionItem snippet(String label, String text) {
        CompletionItem item = new CompletionItem(label);
        item.setKind(CompletionItemKind.Snippet);
        item.setInsertTextFormat(InsertTextFormat.Snippet);
        item.setInsertText(text);
        return item;
    }
}
