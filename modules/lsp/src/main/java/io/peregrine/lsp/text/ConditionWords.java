package io.peregrine.lsp.text;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;
import io.peregrine.filter.syntax.Transformer;
import io.peregrine.lsp.text.Word.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a condition, right or wrong, and what may come behind them. Unlike the engine's parser it never stops at a mistake: it takes what follows as best
 * it can, since that is what an author is writing at.
 */
public final class ConditionWords {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:\\\\.|[^\"\\\\])*\"?|'(?:\\\\.|[^'\\\\])*'?|<=|>=|!=|==|[=<>(),]|[^\\s()=,<>!\"']+|!");

    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]+|[+-]?[0-9]+(\\.[0-9]*)?");
    private static final Set<String> JOINING = Set.of("and", "or", "not");

    /** What can come next. */
    public enum Next {
        /** A field, a transformer, a macro or {@code not}. */
        OPERAND,
        /** An operator, behind a field. */
        OPERATOR,
        VALUE,
        /** A value or the name of a list, in parentheses. */
        ITEM,
        /** {@code and}, {@code or} or the end. */
        JOIN
    }

    private final List<Word> words = new ArrayList<>();
    private Next next = Next.OPERAND;
    private String field = "";
    private String operator = "";
    private int calls;

    private ConditionWords() {}

    /** Reads a condition, whose words have offsets from its beginning. */
    public static ConditionWords of(String condition) {
        ConditionWords read = new ConditionWords();
        Matcher tokens = TOKEN.matcher(condition);
        while (tokens.find()) {
            read.take(tokens.group(), tokens.start(), condition, tokens.end());
        }
        return read;
    }

    private void take(String token, int start, String condition, int end) {
        switch (token) {
            case "(" -> open();
            case ")" -> close();
            case "," -> {}
            default -> {
                if (JOINING.contains(token) && next != Next.ITEM) {
                    add(Kind.KEYWORD, token, start);
                    next = Next.OPERAND;
                } else {
                    word(token, start, end < condition.length() && condition.charAt(end) == '(');
                }
            }
        }
    }

    private void open() {
        if (next == Next.VALUE) {
            next = Next.ITEM;
        } else if (next == Next.OPERATOR) {
            calls++;
            next = Next.OPERAND;
        }
    }

    private void close() {
        if (calls > 0 && next != Next.ITEM) {
            calls--;
            next = Next.OPERATOR;
        } else {
            next = Next.JOIN;
        }
    }

    private void word(String token, int start, boolean isCall) {
        switch (next) {
            case OPERAND, JOIN -> operand(token, start, isCall);
            case OPERATOR -> operator(token, start, isCall);
            case VALUE -> {
                if (isQuantifier(token)) {
                    add(Kind.KEYWORD, token, start);
                } else {
                    value(token, start, isCall);
                }
            }
            case ITEM -> add(literal(token, Kind.ITEM), token, start);
        }
    }

    private void operand(String token, int start, boolean isCall) {
        if (isCall && Transformer.byWord(token).isPresent()) {
            add(Kind.TRANSFORMER, token, start);
            next = Next.OPERATOR;
        } else if (token.contains(".") || calls > 0) {
            add(literal(token, Kind.FIELD), token, start);
            field = calls > 0 ? "" : token;
            next = calls > 0 ? Next.OPERAND : Next.OPERATOR;
        } else {
            add(literal(token, Kind.MACRO), token, start);
            next = Next.JOIN;
        }
    }

    private void operator(String token, int start, boolean isCall) {
        if (token.equals("exists")) {
            add(Kind.KEYWORD, token, start);
            next = Next.JOIN;
        } else if (Operator.bySymbol(token).isPresent()) {
            operator = token;
            add(Kind.OPERATOR, token, start);
            next = Next.VALUE;
        } else {
            operand(token, start, isCall);
        }
    }

    private void value(String token, int start, boolean isCall) {
        boolean call = isCall && Transformer.byWord(token).isPresent();
        add(call ? Kind.TRANSFORMER : literal(token, Kind.VALUE), token, start);
        next = call ? Next.OPERATOR : Next.JOIN;
    }

    private static boolean isQuantifier(String token) {
        return Arrays.stream(Quantifier.values())
                .anyMatch(quantifier ->
                        quantifier != Quantifier.NONE && quantifier.word().equals(token));
    }

    private static Kind literal(String token, Kind otherwise) {
        boolean quoted = token.startsWith("\"") || token.startsWith("'");
        return quoted ? Kind.STRING : NUMBER.matcher(token).matches() ? Kind.NUMBER : otherwise;
    }

    private void add(Kind kind, String token, int start) {
        String text = kind == Kind.STRING ? unquoted(token) : token;
        boolean isValue = kind == Kind.ITEM || kind == Kind.VALUE || kind == Kind.STRING || kind == Kind.NUMBER;
        words.add(new Word(kind, text, start, start + token.length(), isValue ? field : ""));
    }

    private static String unquoted(String token) {
        boolean closed = token.length() > 1 && token.charAt(token.length() - 1) == token.charAt(0);
        return token.substring(1, closed ? token.length() - 1 : token.length());
    }

    /** The words in their order. */
    public List<Word> words() {
        return List.copyOf(words);
    }

    /** What can come behind the last word. */
    public Next next() {
        return next;
    }

    /** The field that was named last. */
    public String field() {
        return field;
    }

    /** The operator that was named last; empty before the first. */
    public String operator() {
        return operator;
    }
}
