package io.peregrine.lsp.feature;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.NameDistance;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.lsp.text.Definition;
import io.peregrine.lsp.text.Ranges;
import io.peregrine.lsp.text.RuleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/** Changes that do what the hint of a diagnostic says. */
public final class QuickFixes {
    private static final Pattern MEANT = Pattern.compile("did you mean '([^']+)'");
    private static final Pattern MISSPELT = Pattern.compile("is '([^']+)' meant to be '([^']+)'");
    private static final Pattern WORD = Pattern.compile("[\\w.\\-\\[\\]]+");
    private static final String REMOVE = "remove it";

    private QuickFixes() {}

    /**
     * A change.
     *
     * @param title what it does
     * @param edit the change
     */
    public record Fix(String title, TextEdit edit) {}

    /** The changes for a diagnostic; none when its hint is for people alone. */
    public static List<Fix> of(Diagnostic diagnostic, RuleText file) {
        List<Fix> fixes = new ArrayList<>();
        String hint = diagnostic.hint().orElse("");
        if (diagnostic.span().isEmpty()) {
            return fixes;
        }
        Span span = diagnostic.span().get();
        Matcher meant = MEANT.matcher(hint);
        Matcher misspelt = MISSPELT.matcher(hint);
        if (meant.find()) {
            closest(span, meant.group(1)).ifPresent(range -> fixes.add(replace(range, meant.group(1))));
        } else if (misspelt.find()) {
            key(file, span, misspelt.group(1)).ifPresent(range -> fixes.add(replace(range, misspelt.group(2))));
        } else if (hint.equals(REMOVE)) {
            item(file, span).ifPresent(item -> fixes.add(remove(file.source(), item)));
        }
        return fixes;
    }

    private static Fix replace(Range range, String text) {
        return new Fix("Replace by '" + text + "'", new TextEdit(range, text));
    }

    /** The word of a span, or of the line from there on, that is most like the one that was meant. */
    private static Optional<Range> closest(Span span, String meant) {
        SourceText source = span.source();
        int end = Math.max(span.end(), source.endOfLine(span.line()));
        int begin = source.startOfLine(span.line());
        Map<String, Integer> words = new LinkedHashMap<>();
        Matcher found = WORD.matcher(source.content());
        found.region(begin, end);
        while (found.find()) {
            boolean inside = found.start() < Math.max(span.end(), span.start() + 1) && found.end() > span.start();
            if (inside && !found.group().equals(meant)) {
                words.putIfAbsent(found.group(), found.start());
            }
        }
        if (words.size() == 1) {
            Map.Entry<String, Integer> only = words.entrySet().iterator().next();
            return Optional.of(Ranges.of(
                    source, only.getValue(), only.getValue() + only.getKey().length()));
        }
        return NameDistance.closest(meant, words.keySet())
                .map(word -> Ranges.of(source, words.get(word), words.get(word) + word.length()));
    }

    private static Optional<Range> key(RuleText file, Span span, String key) {
        SourceText source = file.source();
        Matcher found =
                Pattern.compile("(?m)^[\\s-]*(" + Pattern.quote(key) + ")\\s*:").matcher(source.content());
        int from = item(file, span).map(item -> item.extent().start()).orElse(span.start());
        found.region(source.startOfLine(source.lineOf(from)), source.content().length());
        return found.find() ? Optional.of(Ranges.of(source, found.start(1), found.end(1))) : Optional.empty();
    }

    private static Optional<Definition> item(RuleText file, Span span) {
        return file.definitions().stream()
                .filter(item -> item.extent().start() <= span.start()
                        && span.start() <= item.extent().end())
                .findFirst();
    }

    /** Whole lines, with the empty ones behind them. */
    private static Fix remove(SourceText source, Definition item) {
        int first = source.lineOf(item.extent().start());
        int last = source.lineOf(Math.max(item.extent().start(), item.extent().end() - 1));
        int end = last + 1;
        while (end < source.lineCount() && source.line(end).isBlank()) {
            end++;
        }
        int to = end < source.lineCount()
                ? source.startOfLine(end)
                : source.content().length();
        Range range = Ranges.of(source, source.startOfLine(first), to);
        return new Fix("Remove the " + item.kind().word() + " '" + item.name() + "'", new TextEdit(range, ""));
    }
}
