package io.peregrine.filter.syntax;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operator as the parser looks for it.
 *
 * @param text the characters
 * @param operator what they mean
 * @param right what may follow
 * @param spaced whether a blank must follow
 */
record OperatorToken(String text, Operator operator, RightSide right, boolean spaced) {
    /** What may stand on the right of an operator. */
    enum RightSide {
        NUMBER,
        TEXT,
        LIST
    }

    /** In the order in which they are tried: the first that fits is taken. */
    static final List<OperatorToken> ALL = Stream.of(
                    Stream.of(Operator.LE, Operator.LT, Operator.GE, Operator.GT)
                            .map(o -> new OperatorToken(o.symbol(), o, RightSide.NUMBER, false)),
                    Stream.of(new OperatorToken("==", Operator.EQ, RightSide.TEXT, false)),
                    Stream.of(Operator.EQ, Operator.NE)
                            .map(o -> new OperatorToken(o.symbol(), o, RightSide.TEXT, false)),
                    Stream.of(
                                    Operator.GLOB,
                                    Operator.IGLOB,
                                    Operator.CONTAINS,
                                    Operator.ICONTAINS,
                                    Operator.BCONTAINS,
                                    Operator.STARTSWITH,
                                    Operator.BSTARTSWITH,
                                    Operator.ENDSWITH,
                                    Operator.REGEX)
                            .map(o -> new OperatorToken(o.symbol(), o, RightSide.TEXT, true)),
                    Stream.of(Operator.INTERSECTS, Operator.IN, Operator.PMATCH)
                            .map(o -> new OperatorToken(o.symbol(), o, RightSide.LIST, false)))
            .flatMap(s -> s)
            .toList();

    boolean take(Lexer lexer) {
        return spaced ? lexer.takeSpaced(text) : lexer.take(text);
    }

    /** Every operator in quotes, as messages list them. */
    static String names() {
        return "'exists', " + ALL.stream().map(t -> "'" + t.text + "'").collect(Collectors.joining(", "));
    }
}
