package io.peregrine.filter.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what stands left and right of operators, and the arguments of transformers. */
final class OperandParser {
    private static final String TRANSFORMERS =
            Stream.of(Transformer.values()).map(t -> "'" + t.word() + "'").collect(Collectors.joining(", "));

    /** How deep transformers may stand in each other. */
    private static final int MAX_DEPTH = 1000;

    /** How a transformer begins. */
    private record Opening(String text, Transformer transformer) {}

    private static final List<Opening> OPENINGS = Stream.of(Transformer.values())
            .filter(transformer -> transformer != Transformer.VAL)
            .map(transformer -> new Opening(transformer.word() + "(", transformer))
            .toList();

    private final Lexer lexer;
    private int depth;

    OperandParser(Lexer lexer) {
        this.lexer = lexer;
    }

    /** A field or a transformer other than {@code val}; empty when neither stands here. */
    Optional<Operand> fieldOrCall() throws FilterException {
        Optional<Operand> field = field();
        return field.isPresent() ? field : call();
    }

    private Optional<Operand> field() throws FilterException {
        int start = lexer.position();
        if (!lexer.takeFieldName()) {
            return Optional.empty();
        }
        String name = lexer.token();
        Optional<String> argument = argument();
        return Optional.of(new Operand.FieldName(name, argument, lexer.since(start)));
    }

    private Optional<String> argument() throws FilterException {
        if (!lexer.take("[")) {
            return Optional.empty();
        }
        if (!lexer.takeQuoted() && !lexer.takeBareArgument()) {
            throw lexer.error("expected a valid field argument: a quoted string or a bare string");
        }
        String argument = lexer.token();
        if (!lexer.take("]")) {
            throw lexer.error("expected a ']' token");
        }
        return Optional.of(argument);
    }

    private Optional<Operand> call() throws FilterException {
        int start = lexer.position();
        for (Opening opening : OPENINGS) {
            if (lexer.take(opening.text())) {
                return Optional.of(callAfterParenthesis(opening.transformer(), start));
            }
        }
        return Optional.empty();
    }

    private Operand callAfterParenthesis(Transformer transformer, int start) throws FilterException {
        if (++depth >= MAX_DEPTH) {
            throw lexer.error("exceeded max depth limit of " + MAX_DEPTH);
        }
        List<Operand> arguments = new ArrayList<>();
        do {
            lexer.takeBlanks();
            arguments.add(callArgument());
            lexer.takeBlanks();
        } while (lexer.take(","));
        closeCall();
        depth--;
        Optional<String> selector = argument();
        return new Operand.Call(transformer, arguments, selector, lexer.since(start));
    }

    private void closeCall() throws FilterException {
        if (!lexer.take(")")) {
            throw lexer.error("expected a ')' token closing the transformer");
        }
    }

    private Operand callArgument() throws FilterException {
        int start = lexer.position();
        if (lexer.takeNumber() || lexer.takeQuoted()) {
            return word(start);
        }
        if (lexer.take("(")) {
            return elements(start);
        }
        return fieldOrCall()
                .orElseThrow(() -> lexer.error("expected field transformer argument: "
                        + "field, transformer, quoted string, number, or transformer list"));
    }

    private Operand elements(int start) throws FilterException {
        List<Operand> elements = new ArrayList<>();
        lexer.takeBlanks();
        if (!lexer.take(")")) {
            do {
                lexer.takeBlanks();
                elements.add(element());
                lexer.takeBlanks();
            } while (lexer.take(","));
            if (!lexer.take(")")) {
                throw lexer.error("expected ')'");
            }
        }
        return new Operand.Elements(elements, lexer.since(start));
    }

    private Operand element() throws FilterException {
        int start = lexer.position();
        Optional<Operand> operand = fieldOrCall();
        if (operand.isPresent()) {
            return operand.get();
        }
        if (lexer.takeQuoted() || lexer.takeNumber()) {
            return word(start);
        }
        throw lexer.error("expected transformer list argument: field, transformer, quoted string, or number");
    }

    /** The right side of {@code <} and its like. */
    Operand numberOrCall() throws FilterException {
        int start = skip();
        Optional<Operand> call = valOrCall();
        if (call.isPresent()) {
            return call.get();
        }
        if (lexer.takeNumber()) {
            return word(start);
        }
        throw lexer.error("expected a number value or a field with a valid transformer: " + TRANSFORMERS);
    }

    /** The right side of an operator that takes one text. */
    Operand textOrCall() throws FilterException {
        int start = skip();
        Optional<Operand> call = valOrCall();
        if (call.isPresent()) {
            return call.get();
        }
        if (lexer.takeQuoted() || lexer.takeBareWord()) {
            return word(start);
        }
        throw lexer.error("expected a string value or a field with a valid transformer: " + TRANSFORMERS);
    }

    /** The list behind a quantifier. */
    Operand list() throws FilterException {
        int start = skip();
        Optional<Operand> list = parenthesized(start);
        if (list.isPresent()) {
            return list.get();
        }
        if (lexer.takeIdentifier()) {
            return word(start);
        }
        throw lexer.error("expected a list or an identifier");
    }

    /** The right side of {@code in}, {@code intersects} and {@code pmatch}. */
    Operand listOrCall() throws FilterException {
        int start = skip();
        Optional<Operand> list = parenthesized(start);
        if (list.isEmpty()) {
            list = valOrCall();
        }
        if (list.isPresent()) {
            return list.get();
        }
        if (lexer.takeIdentifier()) {
            return word(start);
        }
        throw lexer.error("expected a list, an identifier, or a field with a valid transformer: " + TRANSFORMERS);
    }

    /** Whether a list or the name of one stands here. */
    boolean listFollows() {
        int start = lexer.position();
        boolean follows = lexer.lookingAt('(') || lexer.takeIdentifier();
        lexer.rewind(start);
        return follows;
    }

    private Optional<Operand> parenthesized(int start) throws FilterException {
        if (!lexer.take("(")) {
            return Optional.empty();
        }
        WordList.Builder words = new WordList.Builder();
        int first = skip();
        if (takeValue()) {
            words.add(word(first));
            lexer.takeBlanks();
            while (lexer.take(",")) {
                int next = skip();
                if (!takeValue()) {
                    throw lexer.error("expected a string value");
                }
                words.add(word(next));
                lexer.takeBlanks();
            }
        }
        if (!lexer.take(")")) {
            throw lexer.error("expected a ')' token");
        }
        return Optional.of(new Operand.Words(words.build(), lexer.since(start)));
    }

    private boolean takeValue() throws FilterException {
        return lexer.takeQuoted() || lexer.takeBareWord();
    }

    private Optional<Operand> valOrCall() throws FilterException {
        int start = skip();
        if (!lexer.take("val(")) {
            return call();
        }
        lexer.takeBlanks();
        Operand field = field().orElseThrow(() -> lexer.error("expected a field within 'val' transformer"));
        lexer.takeBlanks();
        closeCall();
        Optional<String> selector = argument();
        return Optional.of(new Operand.Call(Transformer.VAL, List.of(field), selector, lexer.since(start)));
    }

    private Operand.Word word(int start) {
        return new Operand.Word(lexer.token(), lexer.since(start));
    }

    private int skip() {
        lexer.takeBlanks();
        return lexer.position();
    }
}
