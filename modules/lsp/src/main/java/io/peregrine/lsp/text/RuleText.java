package io.peregrine.lsp.text;

import io.peregrine.authoring.format.LeadingComment;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import io.peregrine.loader.WrittenItem;
import io.peregrine.lsp.text.Word.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and items of one rules file, as far as it can be read. Immutable. */
public final class RuleText {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("%(?:[a-z0-9_]+\\()*([a-z][a-z0-9_.]*(?:\\[[^\\]]*\\])?)");
    private static final Map<String, WrittenItem.Kind> KINDS =
            Map.of("list", WrittenItem.Kind.LIST, "macro", WrittenItem.Kind.MACRO, "rule", WrittenItem.Kind.RULE);

    private final SourceText source;
    private final List<Word> words = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();

    private RuleText(SourceText source) {
        this.source = source;
    }

    /** Reads a file. */
    public static RuleText of(SourceText source) {
        RuleText text = new RuleText(source);
        for (YamlNode document : YamlReader.read(source).documents()) {
            if (document instanceof YamlNode.Sequence items) {
                items.items().forEach(text::item);
            }
        }
        text.words.sort(Comparator.comparingInt(Word::start));
        return text;
    }

    private void item(YamlNode node) {
        if (!(node instanceof YamlNode.Mapping item)) {
            return;
        }
        for (YamlNode.Entry entry : item.entries()) {
            String key = text(entry.key());
            if (KINDS.containsKey(key) && entry.value() instanceof YamlNode.Scalar name) {
                define(KINDS.get(key), name, item);
            } else {
                value(key, entry.value());
            }
        }
    }

    private void define(WrittenItem.Kind kind, YamlNode.Scalar name, YamlNode.Mapping item) {
        Kind word = switch (kind) {
            case LIST -> Kind.LIST_NAME;
            case MACRO -> Kind.MACRO_NAME;
            case RULE -> Kind.RULE_NAME;
        };
        Word written = bare(word, name);
        words.add(written);
        boolean changes = item.get("append").isPresent()
                || item.get("override").isPresent()
                || kind == WrittenItem.Kind.RULE && item.get("condition").isEmpty();
        int end = item.entries().stream()
                .mapToInt(entry -> entry.value().span().end())
                .max()
                .orElse(item.span().end());
        definitions.add(new Definition(
                kind,
                name.value(),
                source,
                written,
                new Definition.Extent(
                        item.span().start(), Math.max(end, name.span().end())),
                item.get("desc").map(RuleText::text).orElseGet(() -> commentAbove(item)),
                changes));
    }

    private String commentAbove(YamlNode item) {
        return LeadingComment.above(source, source.lineOf(item.span().start()));
    }

    private void value(String key, YamlNode value) {
        switch (key) {
            case "condition" -> scalar(value).ifPresent(this::condition);
            case "output" -> scalar(value).ifPresent(this::output);
            case "items" -> items(value);
            case "exceptions" -> sequence(value).forEach(this::exception);
            default -> {}
        }
    }

    private void condition(YamlNode.Scalar scalar) {
        int start = contentStart(scalar);
        ConditionWords.of(source.content().substring(start, contentEnd(scalar, start)))
                .words()
                .forEach(word -> words.add(word.moved(start)));
    }

    private void output(YamlNode.Scalar scalar) {
        int start = contentStart(scalar);
        Matcher fields = PLACEHOLDER.matcher(source.content().substring(start, contentEnd(scalar, start)));
        while (fields.find()) {
            words.add(new Word(Kind.FIELD, fields.group(1), start + fields.start(1), start + fields.end(1), ""));
        }
    }

    private void exception(YamlNode node) {
        if (node instanceof YamlNode.Mapping exception) {
            exception.get("fields").ifPresent(fields -> leaves(fields, Kind.FIELD));
            exception.get("values").ifPresent(this::items);
        }
    }

    private void items(YamlNode node) {
        leaves(node, Kind.ITEM);
    }

    private void leaves(YamlNode node, Kind kind) {
        switch (node) {
            case YamlNode.Scalar scalar -> {
                if (scalar.span().end() > scalar.span().start()) {
                    words.add(bare(kind, scalar));
                }
            }
            case YamlNode.Sequence sequence -> sequence.items().forEach(item -> leaves(item, kind));
            case YamlNode.Mapping mapping -> {}
        }
    }

    /** A scalar as one word, without quotes around it and blanks behind it. */
    private Word bare(Kind kind, YamlNode.Scalar scalar) {
        int start = contentStart(scalar);
        int end = contentEnd(scalar, start);
        while (end > start && Character.isWhitespace(source.content().charAt(end - 1))) {
            end--;
        }
        return new Word(kind, scalar.value(), start, end, "");
    }

    private int contentStart(YamlNode.Scalar scalar) {
        int start = scalar.span().start();
        return switch (scalar.style()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> start + 1;
            case LITERAL, FOLDED -> isHeader(start) ? source.endOfLine(source.lineOf(start)) : start;
            case PLAIN -> start;
        };
    }

    private boolean isHeader(int offset) {
        return offset < source.content().length()
                && "|>".indexOf(source.content().charAt(offset)) >= 0;
    }

    private int contentEnd(YamlNode.Scalar scalar, int start) {
        int end = scalar.span().end();
        return switch (scalar.style()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> Math.max(start, scalar.isUnclosed() ? end : end - 1);
            case LITERAL, FOLDED, PLAIN -> Math.max(start, end);
        };
    }

    private static Optional<YamlNode.Scalar> scalar(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? Optional.of(scalar) : Optional.empty();
    }

    private static List<YamlNode> sequence(YamlNode node) {
        return node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of();
    }

    private static String text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? scalar.value().strip() : "";
    }

    /** The file. */
    public SourceText source() {
        return source;
    }

    /** Its words, by their places. */
    public List<Word> words() {
        return List.copyOf(words);
    }

    /** The word at an offset. */
    public Optional<Word> wordAt(int offset) {
        return words.stream().filter(word -> word.touches(offset)).findFirst();
    }

    /** Its items, in order. */
    public List<Definition> definitions() {
        return List.copyOf(definitions);
    }
}
