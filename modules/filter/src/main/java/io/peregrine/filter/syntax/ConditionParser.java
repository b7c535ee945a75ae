package io.peregrine.filter.syntax;

import io.peregrine.diagnostics.MappedText;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of a condition by recursive descent.
 *
 * <p>{@code and} binds tighter than {@code or}; both make one node of all that they join. Keywords need a blank or an opening parenthesis
 * behind them and nothing before them, as rules that rely on it exist.
 */
public final class ConditionParser {
    /** How deep parentheses may stand in each other in a condition. The reference has no limit and dies a little above 8,000. */
    public static final int MAX_DEPTH = 10_000;

    private final Lexer lexer;
    private final OperandParser operands;
    private final int maxDepth;
    private int depth;

    private ConditionParser(MappedText text, int maxDepth) {
        this.lexer = new Lexer(text);
        this.operands = new OperandParser(lexer);
        this.maxDepth = maxDepth;
    }

    /**
     * The tree of a condition.
     *
     * @throws FilterException for a text that is no condition, with the place where reading stopped
     */
    public static Expr parse(MappedText text) throws FilterException {
        return parse(text, MAX_DEPTH);
    }

    /** As {@link #parse(MappedText)}, with an own limit of nesting. */
    public static Expr parse(MappedText text, int maxDepth) throws FilterException {
        try {
            return new ConditionParser(text, maxDepth).wholeText();
        } catch (FilterException e) {
            throw SyntaxHints.hinted(e);
        }
    }

    private Expr wholeText() throws FilterException {
        if (lexer.atEnd()) {
            throw lexer.error("filter input string is empty");
        }
        Expr expr = wholeCondition();
        if (!lexer.atEnd()) {
            throw lexer.error("unexpected token after '" + lexer.token() + "', expecting 'or', 'and'");
        }
        return expr;
    }

    /**
     * The field or transformer call that is the whole of a text, as outputs and exceptions name it.
     *
     * @throws FilterException when the text is anything else
     */
    public static Operand parseOperand(MappedText text) throws FilterException {
        ConditionParser parser = new ConditionParser(text, MAX_DEPTH);
        Operand operand = parser.operands
                .fieldOrCall()
                .orElseThrow(() -> parser.lexer.error("unexpected token after '" + parser.lexer.token()));
        if (!parser.lexer.atEnd()) {
            throw parser.lexer.error("unexpected token after '" + parser.lexer.token() + "'");
        }
        return operand;
    }

    /** A caller's stack may be too small for the limit; then the smaller limit holds. */
    private Expr wholeCondition() throws FilterException {
        try {
            return or();
        } catch (StackOverflowError e) {
            throw lexer.error("exceeded max depth limit of the stack");
        }
    }

    private Expr or() throws FilterException {
        int start = skip();
        List<Expr> children = new ArrayList<>();
        children.add(and());
        lexer.takeBlanks();
        while (lexer.take("or")) {
            children.add(lexer.takeBlanks() ? and() : embedded("or"));
            lexer.takeBlanks();
        }
        return children.size() == 1 ? children.getFirst() : new Expr.Or(children, since(start, children));
    }

    private Expr and() throws FilterException {
        int start = skip();
        List<Expr> children = new ArrayList<>();
        children.add(not());
        lexer.takeBlanks();
        while (lexer.take("and")) {
            children.add(lexer.takeBlanks() ? not() : embedded("and"));
            lexer.takeBlanks();
        }
        return children.size() == 1 ? children.getFirst() : new Expr.And(children, since(start, children));
    }

    private Expr embedded(String keyword) throws FilterException {
        if (!lexer.take("(")) {
            throw lexer.error("expected blank or '(' after '" + keyword + "'");
        }
        return insideParentheses();
    }

    private Expr not() throws FilterException {
        int start = skip();
        boolean negated = false;
        while (lexer.takeNot()) {
            negated = !negated;
        }
        Expr child;
        if (lexer.take("not(")) {
            negated = !negated;
            child = insideParentheses();
        } else {
            child = check();
        }
        return negated ? new Expr.Not(child, lexer.since(start)) : child;
    }

    private Expr insideParentheses() throws FilterException {
        if (++depth >= maxDepth) {
            throw lexer.error("exceeded max depth limit of " + maxDepth);
        }
        lexer.takeBlanks();
        Expr child = or();
        lexer.takeBlanks();
        if (!lexer.take(")")) {
            throw lexer.error("expected a ')' token");
        }
        depth--;
        return child;
    }

    private Expr check() throws FilterException {
        int start = skip();
        if (lexer.take("(")) {
            return insideParentheses();
        }
        var left = operands.fieldOrCall();
        if (left.isPresent()) {
            return comparison(left.get(), start);
        }
        if (lexer.takeIdentifier()) {
            return new Expr.MacroUse(lexer.token(), lexer.since(start));
        }
        throw lexer.error("expected a '(' token, a field check, or an identifier");
    }

    private Expr comparison(Operand left, int start) throws FilterException {
        lexer.takeBlanks();
        if (lexer.take(Operator.EXISTS.symbol())) {
            return new Expr.Exists(left, lexer.since(start));
        }
        for (OperatorToken token : OperatorToken.ALL) {
            if (token.take(lexer)) {
                return compare(left, token, start);
            }
        }
        throw lexer.error("expected a valid check operator: one of " + OperatorToken.names());
    }

    private Expr compare(Operand left, OperatorToken token, int start) throws FilterException {
        return switch (token.right()) {
            case NUMBER -> binary(left, token, Quantifier.NONE, operands.numberOrCall(), start);
            case LIST -> binary(left, token, Quantifier.NONE, operands.listOrCall(), start);
            case TEXT -> {
                boolean apart = lexer.takeBlanks() || token.spaced();
                Quantifier quantifier = apart ? quantifier() : Quantifier.NONE;
                Operand right = quantifier == Quantifier.NONE ? operands.textOrCall() : operands.list();
                yield binary(left, token, quantifier, right, start);
            }
        };
    }

    private Quantifier quantifier() {
        int start = lexer.position();
        for (Quantifier quantifier : List.of(Quantifier.ONEOF, Quantifier.ANYOF, Quantifier.ALLOF)) {
            if (lexer.takeSpaced(quantifier.word())) {
                if (operands.listFollows() && !lexer.lookingAtKeyword()) {
                    return quantifier;
                }
                lexer.rewind(start);
            }
        }
        return Quantifier.NONE;
    }

    private Expr binary(Operand left, OperatorToken token, Quantifier quantifier, Operand right, int start) {
        return new Expr.Compare(left, token.operator(), token.text(), quantifier, right, lexer.since(start));
    }

    private int skip() {
        lexer.takeBlanks();
        return lexer.position();
    }

    private Origin since(int start, List<Expr> children) {
        Origin whole = lexer.since(start);
        int end = children.getLast().origin().end();
        return new Origin(whole.text(), start, Math.max(start, end));
    }
}
