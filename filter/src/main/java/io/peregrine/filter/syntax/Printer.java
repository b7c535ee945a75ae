package io.peregrine.filter.syntax;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a parsed condition as text that parses to the same tree, with every join of conditions in parentheses. */
public final class Printer {
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]+|[+-]?[0-9]+\\.?[0-9]*([eE][+-][0-9]+)?");

    private Printer() {}

    /** The text of a condition. */
    public static String print(Expr expr) {
        return switch (expr) {
            case Expr.And and -> join(and.children(), " and ");
            case Expr.Or or -> join(or.children(), " or ");
            case Expr.Not not -> "not " + print(not.child());
            case Expr.MacroUse use -> use.name();
            case Expr.Exists exists -> print(exists.left()) + " exists";
            case Expr.Compare compare -> print(compare.left()) + " " + operator(compare) + " " + print(compare.right());
        };
    }

    /** The operator of a comparison, with its quantifier. */
    public static String operator(Expr.Compare compare) {
        String quantifier = compare.quantifier() == Quantifier.NONE
                ? ""
                : " " + compare.quantifier().word();
        return compare.operator().symbol() + quantifier;
    }

    /** The text of a side of a comparison. */
    public static String print(Operand operand) {
        return switch (operand) {
            case Operand.FieldName field -> field.name() + bracketed(field.argument());
            case Operand.Call call ->
                call.transformer().word()
                        + call.arguments().stream().map(Printer::argument).collect(Collectors.joining(",", "(", ")"))
                        + bracketed(call.selector());
            case Operand.Word word -> Escapes.quoteValue(word.text());
            case Operand.Words words ->
                words.words().stream().map(Printer::print).collect(Collectors.joining(", ", "(", ")"));
            case Operand.Elements elements ->
                elements.elements().stream().map(Printer::argument).collect(Collectors.joining(",", "(", ")"));
        };
    }

    /** Inside a transformer only numbers may stand without quotes. */
    private static String argument(Operand operand) {
        if (operand instanceof Operand.Word word) {
            boolean number = NUMBER.matcher(word.text()).matches();
            return number ? word.text() : Escapes.quoted(word.text());
        }
        return print(operand);
    }

    private static String join(List<Expr> children, String word) {
        return children.stream().map(Printer::print).collect(Collectors.joining(word, "(", ")"));
    }

    private static String bracketed(Optional<String> argument) {
        return argument.map(text -> "[" + (text.isEmpty() ? "\"\"" : Escapes.quote(text)) + "]")
                .orElse("");
    }
}
