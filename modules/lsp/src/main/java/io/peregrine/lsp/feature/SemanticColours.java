package io.peregrine.lsp.feature;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.lsp.text.RuleSpace;
import io.peregrine.lsp.text.RuleText;
import io.peregrine.lsp.text.Word;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.SemanticTokenTypes;

/** The words of a file as the protocol's semantic tokens. */
public final class SemanticColours {
    /** The types of tokens, in the order of their numbers. */
    public static final List<String> TYPES = List.of(
            SemanticTokenTypes.Keyword,
            SemanticTokenTypes.Operator,
            SemanticTokenTypes.Property,
            SemanticTokenTypes.Function,
            SemanticTokenTypes.Macro,
            SemanticTokenTypes.EnumMember,
            SemanticTokenTypes.String,
            SemanticTokenTypes.Number,
            SemanticTokenTypes.Class);

    private SemanticColours() {}

    /** The tokens of a file: five numbers each, relative to the one before. A word of several lines is left out. */
    public static List<Integer> of(RuleText file, RuleSpace space) {
        List<Integer> data = new ArrayList<>();
        SourceText source = file.source();
        int line = 0;
        int column = 0;
        int end = 0;
        for (Word word : file.words()) {
            int wordLine = source.lineOf(word.start());
            if (wordLine != source.lineOf(word.end()) || word.start() < end || word.end() == word.start()) {
                continue;
            }
            int wordColumn = source.columnOf(word.start());
            data.addAll(List.of(
                    wordLine - line,
                    wordLine == line ? wordColumn - column : wordColumn,
                    word.end() - word.start(),
                    TYPES.indexOf(type(word, space)),
                    0));
            line = wordLine;
            column = wordColumn;
            end = word.end();
        }
        return data;
    }

    private static String type(Word word, RuleSpace space) {
        return switch (word.kind()) {
            case KEYWORD -> SemanticTokenTypes.Keyword;
            case OPERATOR -> SemanticTokenTypes.Operator;
            case FIELD -> SemanticTokenTypes.Property;
            case TRANSFORMER -> SemanticTokenTypes.Function;
            case MACRO, MACRO_NAME -> SemanticTokenTypes.Macro;
            case LIST_NAME -> SemanticTokenTypes.EnumMember;
            case ITEM -> space.name(word).isPresent() ? SemanticTokenTypes.EnumMember : SemanticTokenTypes.String;
            case VALUE, STRING -> SemanticTokenTypes.String;
            case NUMBER -> SemanticTokenTypes.Number;
            case RULE_NAME -> SemanticTokenTypes.Class;
        };
    }
}
