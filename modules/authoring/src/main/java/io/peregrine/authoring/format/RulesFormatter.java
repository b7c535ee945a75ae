package io.peregrine.authoring.format;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays out a rules file. Every item of the file is laid out by itself and read again; one whose meaning would change, or that is written in a way that the
 * layout does not know (anchors, comments inside a list), keeps its lines as they are.
 */
public final class RulesFormatter {
    private RulesFormatter() {}

    /**
     * The outcome.
     *
     * @param text the file in the one layout; the text as it was where there is a problem
     * @param problem why the file cannot be read as YAML, empty when it can
     */
    public record Outcome(String text, Optional<YamlDocuments.Problem> problem) {}

    /** Lays out a text; the same text comes out when it is laid out already. */
    public static Outcome format(SourceText source) {
        YamlDocuments read = YamlReader.read(source);
        if (read.problem().isPresent()) {
            return new Outcome(source.content(), read.problem());
        }
        TextLines lines = TextLines.of(source);
        boolean known = read.documents().size() == 1
                && read.documents().getFirst() instanceof YamlNode.Sequence items
                && isBlock(items, source);
        String text = known
                ? items((YamlNode.Sequence) read.documents().getFirst(), lines)
                : Tidying.join(Tidying.tidy(lines.all()));
        return new Outcome(saysTheSame(read, text) ? text : source.content(), Optional.empty());
    }

    /** The last word on a whole file, whatever was found for its items. */
    private static boolean saysTheSame(YamlDocuments read, String text) {
        YamlDocuments again = YamlReader.read(new SourceText("<layout>", text));
        return again.problem().isEmpty() && SameMeaning.same(read.documents(), again.documents());
    }

    private static boolean isBlock(YamlNode.Sequence items, SourceText source) {
        return !items.items().isEmpty()
                && items.span().start() < source.content().length()
                && source.content().charAt(items.span().start()) == '-'
                && items.items().stream()
                                .map(item -> item.span().line())
                                .distinct()
                                .count()
                        == items.items().size();
    }

    private static String items(YamlNode.Sequence sequence, TextLines lines) {
        List<String> out = new ArrayList<>();
        int next = 0;
        for (YamlNode item : sequence.items()) {
            int first = item.span().line();
            between(lines.range(next, first), isRule(item), out);
            next = Extent.lastLine(item, lines) + 1;
            out.addAll(ItemLayout.layOut(item, lines, next - 1));
        }
        between(lines.range(next, lines.count()), false, out);
        return Tidying.join(out);
    }

    /** Blank lines and comments between two items; a rule is set apart by a blank line. */
    private static void between(List<String> lines, boolean beforeRule, List<String> out) {
        List<String> between = new ArrayList<>();
        if (beforeRule && !out.isEmpty() && lines.stream().noneMatch(String::isBlank)) {
            between.add("");
        }
        for (String line : lines) {
            String text = line.strip();
            boolean indented = text.startsWith("#") && line.startsWith(" ");
            between.add(indented ? "  " + text : text);
        }
        out.addAll(Tidying.tidy(between));
    }

    private static boolean isRule(YamlNode item) {
        return item instanceof YamlNode.Mapping mapping && mapping.get("rule").isPresent();
    }
}
