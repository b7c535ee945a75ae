package io.peregrine.filter.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a parsed condition as text, with every join of conditions in parentheses. */
public final class Printer {
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]+|[+-]?[0-9]+\\.?[0-9]*([eE][+-][0-9]+)?");

    /** Text that parses to the same tree. */
    private static final Printer EXACT = new Printer(Escapes::quote, Escapes::quoteValue, Printer::argument);

    /** Text as Falco describes conditions with; what has no blank, quote or backslash in it stands bare. */
    private static final Printer DESCRIBING = new Printer(Escapes::describe, Escapes::describe, Escapes::describe);

    private final UnaryOperator<String> brackets;
    private final UnaryOperator<String> values;
    private final UnaryOperator<String> arguments;

    private Printer(UnaryOperator<String> brackets, UnaryOperator<String> values, UnaryOperator<String> arguments) {
        this.brackets = brackets;
        this.values = values;
        this.arguments = arguments;
    }

    /** The text of a condition; it parses to the same tree. */
    public static String print(Expr expr) {
        return EXACT.text(expr);
    }

    /** The text of a side of a comparison; it parses to the same side. */
    public static String print(Operand operand) {
        return EXACT.text(operand);
    }

    /** The text of a condition as descriptions of rules have it: for reading, and the same as Falco's. */
    public static String describe(Expr expr) {
        return DESCRIBING.text(expr);
    }

    /** The operator of a comparison as it was written, with its quantifier. */
    public static String operator(Expr.Compare compare) {
        String quantifier = compare.quantifier() == Quantifier.NONE
                ? ""
                : " " + compare.quantifier().word();
        return compare.symbol() + quantifier;
    }

    private String text(Expr expr) {
        return switch (expr) {
            case Expr.And and -> join(and.children(), " and ");
            case Expr.Or or -> join(or.children(), " or ");
            case Expr.Not not -> "not " + text(not.child());
            case Expr.MacroUse use -> use.name();
            case Expr.Exists exists -> text(exists.left()) + " exists";
            case Expr.Compare compare -> text(compare.left()) + " " + operator(compare) + " " + text(compare.right());
        };
    }

    private String text(Operand operand) {
        return switch (operand) {
            case Operand.FieldName field -> field.name() + bracketed(field.argument());
            case Operand.Call call ->
                call.transformer().word() + list(call.arguments(), ",") + bracketed(call.selector());
            case Operand.Word word -> values.apply(word.text());
            case Operand.Words words ->
                words.words().stream().map(this::text).collect(Collectors.joining(", ", "(", ")"));
            case Operand.Elements elements -> list(elements.elements(), ",");
        };
    }

    private String list(List<Operand> operands, String separator) {
        return operands.stream()
                .map(operand -> operand instanceof Operand.Word word ? arguments.apply(word.text()) : text(operand))
                .collect(Collectors.joining(separator, "(", ")"));
    }

    /** Inside a transformer only numbers may stand without quotes. */
    private static String argument(String text) {
        return NUMBER.matcher(text).matches() ? text : Escapes.quoted(text);
    }

    private String join(List<Expr> children, String word) {
        return children.stream().map(this::text).collect(Collectors.joining(word, "(", ")"));
    }

    private String bracketed(Optional<String> argument) {
        return argument.map(text -> "[" + (text.isEmpty() ? "\"\"" : brackets.apply(text)) + "]")
                .orElse("");
    }
}
