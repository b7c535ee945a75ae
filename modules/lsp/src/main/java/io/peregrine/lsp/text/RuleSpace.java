package io.peregrine.lsp.text;

import io.peregrine.loader.WrittenItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that are read together, in their order, and the names in them.
 *
 * @param files the files
 */
public record RuleSpace(List<RuleText> files) {
    public RuleSpace {
        files = List.copyOf(files);
    }

    /** A name that stands for a list, a macro or a rule. */
    public record Name(WrittenItem.Kind kind, String text) {}

    /** A word in its file. */
    public record Mention(RuleText file, Word word) {}

    /** All items, in order. */
    public List<Definition> definitions() {
        return files.stream().flatMap(file -> file.definitions().stream()).toList();
    }

    /** The items that define a name, before those that change it. */
    public List<Definition> definitions(Name name) {
        List<Definition> found = new ArrayList<>();
        for (boolean changes : new boolean[] {false, true}) {
            definitions().stream()
                    .filter(item ->
                            item.kind() == name.kind() && item.name().equals(name.text()) && item.changes() == changes)
                    .forEach(found::add);
        }
        return found;
    }

    /** The name that a word is; empty for a word that stands for itself. */
    public Optional<Name> name(Word word) {
        return switch (word.kind()) {
            case LIST_NAME -> Optional.of(new Name(WrittenItem.Kind.LIST, word.text()));
            case MACRO_NAME -> Optional.of(new Name(WrittenItem.Kind.MACRO, word.text()));
            case RULE_NAME -> Optional.of(new Name(WrittenItem.Kind.RULE, word.text()));
            case MACRO -> known(WrittenItem.Kind.MACRO, word.text());
            case ITEM -> known(WrittenItem.Kind.LIST, word.text());
            case KEYWORD, OPERATOR, FIELD, TRANSFORMER, VALUE, STRING, NUMBER -> Optional.empty();
        };
    }

    private Optional<Name> known(WrittenItem.Kind kind, String text) {
        Name name = new Name(kind, text);
        return definitions(name).isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Where a name is written, definitions too. */
    public List<Mention> mentions(Name name) {
        List<Mention> found = new ArrayList<>();
        for (RuleText file : files) {
            for (Word word : file.words()) {
                if (word.text().equals(name.text()) && name(word).equals(Optional.of(name))) {
                    found.add(new Mention(file, word));
                }
            }
        }
        return found;
    }

    /** A file by its name; empty when it is none of these. */
    public Optional<RuleText> file(String name) {
        return files.stream().filter(file -> file.source().name().equals(name)).findFirst();
    }
}
