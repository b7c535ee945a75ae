package io.peregrine.lsp.feature;

import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Transformer;
import io.peregrine.loader.LoadedDetails;
import io.peregrine.lsp.text.Definition;
import io.peregrine.lsp.text.RuleSpace;
import io.peregrine.lsp.text.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said about a word: what a field means, what a macro or a list comes to, what an operator does. In Markdown. */
public final class HoverText {
    private static final int LONGEST = 4_000;

    private final RuleSpace space;
    private final FieldBook fields;
    private final Optional<LoadedDetails> details;

    /**
     * Texts for a file.
     *
     * @param details what loading found out; empty before the first time
     */
    public HoverText(RuleSpace space, FieldBook fields, Optional<LoadedDetails> details) {
        this.space = space;
        this.fields = fields;
        this.details = details;
    }

    /** The text about a word; empty when there is nothing to say. */
    public Optional<String> of(Word word) {
        return switch (word.kind()) {
            case FIELD -> fields.find(word.text()).map(HoverText::field);
            case OPERATOR ->
                Operator.bySymbol(word.text()).map(operator -> titled(word.text(), LanguageWords.describe(operator)));
            case TRANSFORMER ->
                Transformer.byWord(word.text())
                        .map(transformer -> titled(word.text() + "()", LanguageWords.describe(transformer)));
            case KEYWORD ->
                word.text().equals("exists")
                        ? Optional.of(titled("exists", LanguageWords.describe(Operator.EXISTS)))
                        : Optional.empty();
            case MACRO, ITEM, LIST_NAME, MACRO_NAME, RULE_NAME ->
                space.name(word).map(this::name);
            case VALUE, STRING, NUMBER -> Optional.empty();
        };
    }

    private static String titled(String title, String text) {
        return "**" + title + "**\n\n" + text;
    }

    /** What a field means. */
    static String field(FieldInfo field) {
        String type = field.type().name().toLowerCase(Locale.ROOT);
        return titled(field.name(), field.description())
                + "\n\n`" + (field.list() ? "list of " : "") + type + "`"
                + (field.argumentRequired() ? ", needs an argument" : "");
    }

    /** What a name stands for. */
    String name(RuleSpace.Name name) {
        List<Definition> definitions = space.definitions(name);
        StringBuilder text = new StringBuilder("**" + name.kind().word() + " " + name.text() + "**");
        definitions.stream()
                .map(Definition::description)
                .filter(said -> !said.isBlank())
                .findFirst()
                .ifPresent(said -> text.append("\n\n").append(said.strip()));
        details.flatMap(known -> known.expansion(name.kind(), name.text()))
                .ifPresent(expanded ->
                        text.append("\n\n```\n").append(shortened(expanded)).append("\n```"));
        if (definitions.size() > 1) {
            text.append("\n\nwritten in ").append(definitions.size()).append(" places");
        }
        return text.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
