package io.peregrine.lsp.feature;

import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.syntax.Transformer;
import io.peregrine.filter.typed.OperatorRules;
import io.peregrine.loader.WrittenItem;
import io.peregrine.lsp.text.ConditionWords;
import io.peregrine.lsp.text.CursorPlace;
import io.peregrine.lsp.text.Definition;
import io.peregrine.lsp.text.RuleSpace;
import io.peregrine.lsp.text.Word;
import io.peregrine.schema.ParamType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/** What can be written at a place. */
public final class Completions {
    /** More values are hardly looked through. */
    private static final int MOST_VALUES = 300;

    private final RuleSpace space;
    private final FieldBook fields;
    private final HoverText hover;
    private final List<CompletionItem> items = new ArrayList<>();

    /** What can be written in a file. */
    public Completions(RuleSpace space, FieldBook fields, HoverText hover) {
        this.space = space;
        this.fields = fields;
        this.hover = hover;
    }

    /** The proposals at a place, best first. */
    public List<CompletionItem> at(CursorPlace place) {
        switch (place.key()) {
            case "condition" -> condition(place);
            case "output" -> fields.all().forEach(this::field);
            case "fields" -> fields.all().forEach(this::field);
            case "comps" -> operators(Optional.empty());
            case "items", "values" -> names(WrittenItem.Kind.LIST);
            case "" -> RuleKeys.at(place).forEach(items::add);
            default -> RuleKeys.values(place.key()).forEach(items::add);
        }
        return items;
    }

    private void condition(CursorPlace place) {
        String prefix = place.prefix();
        String before = place.before().substring(0, place.before().length() - prefix.length());
        ConditionWords words = ConditionWords.of(before);
        switch (words.next()) {
            case OPERAND -> operands();
            case OPERATOR -> operators(fields.find(words.field()));
            case VALUE -> values(words, false);
            case ITEM -> values(words, true);
            case JOIN -> {
                word("and", "Both must hold.");
                word("or", "One must hold.");
            }
        }
    }

    private void operands() {
        names(WrittenItem.Kind.MACRO);
        fields.all().forEach(this::field);
        word("not", "The contrary.");
        for (Transformer transformer : Transformer.values()) {
            add(transformer.word(), CompletionItemKind.Function, "transformer", LanguageWords.describe(transformer));
        }
    }

    private void operators(Optional<FieldInfo> field) {
        for (Operator operator : Operator.values()) {
            boolean fits = field.isEmpty()
                    || field.get().type() == ParamType.DYN
                    || OperatorRules.misfit(
                                    operator,
                                    Quantifier.NONE,
                                    field.get().type(),
                                    field.get().list())
                            .isEmpty();
            if (fits) {
                add(operator.symbol(), CompletionItemKind.Operator, "operator", LanguageWords.describe(operator));
            }
        }
    }

    /** What is known of a field's values: by its type, and what other conditions compare it with. */
    private void values(ConditionWords words, boolean inList) {
        if (inList) {
            names(WrittenItem.Kind.LIST);
        } else if (Operator.bySymbol(words.operator()).map(Operator::takesList).orElse(false)) {
            names(WrittenItem.Kind.LIST);
        }
        Optional<FieldInfo> field = fields.find(words.field());
        Set<String> values = new LinkedHashSet<>();
        if (field.map(FieldInfo::type).filter(ParamType.BOOL::equals).isPresent()) {
            values.addAll(List.of("true", "false"));
        }
        if (words.field().equals("evt.type") || words.field().equals("syscall.type")) {
            values.addAll(FieldBook.eventTypes());
        } else {
            space.files().stream()
                    .flatMap(file -> file.words().stream())
                    .filter(word -> word.field().equals(words.field()) && isWritten(word))
                    .map(Completions::written)
                    .limit(MOST_VALUES)
                    .forEach(values::add);
        }
        values.forEach(value -> add(value, CompletionItemKind.Value, "value of " + words.field(), ""));
    }

    private boolean isWritten(Word word) {
        return !words(word).isEmpty() && space.name(word).isEmpty();
    }

    private static String words(Word word) {
        return word.text().strip();
    }

    private static String written(Word word) {
        return word.kind() == Word.Kind.STRING ? "\"" + word.text() + "\"" : word.text();
    }

    private void names(WrittenItem.Kind kind) {
        space.definitions().stream()
                .filter(item -> item.kind() == kind)
                .map(Definition::name)
                .distinct()
                .forEach(name -> add(
                        name,
                        kind == WrittenItem.Kind.MACRO ? CompletionItemKind.Module : CompletionItemKind.Enum,
                        kind.word(),
                        hover.name(new RuleSpace.Name(kind, name))));
    }

    private void field(FieldInfo field) {
        add(field.name(), CompletionItemKind.Field, "field", HoverText.field(field));
    }

    private void word(String word, String documentation) {
        add(word, CompletionItemKind.Keyword, "", documentation);
    }

    private void add(String label, CompletionItemKind kind, String detail, String documentation) {
        CompletionItem item = new CompletionItem(label);
        item.setKind(kind);
        item.setDetail(detail);
        if (!documentation.isEmpty()) {
            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, documentation));
        }
        items.add(item);
    }
}
