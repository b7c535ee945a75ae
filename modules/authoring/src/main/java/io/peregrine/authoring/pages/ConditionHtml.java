package io.peregrine.authoring.pages;

import io.peregrine.filter.syntax.Expr;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Printer;
import java.util.List;
import java.util.stream.Collectors;

/** A condition as lines of HTML, a part a line, indented as the parts are in each other. */
final class ConditionHtml {
    /** A list of so many values is shown whole when it is asked for. */
    private static final int SHORT_LIST = 12;

    private final StringBuilder html = new StringBuilder();

    private ConditionHtml() {}

    /** The lines of a condition. */
    static String of(Expr expr) {
        ConditionHtml lines = new ConditionHtml();
        lines.add(expr, 0, "");
        return "<div class=\"condition\">" + lines.html + "</div>";
    }

    private void add(Expr expr, int depth, String before) {
        switch (expr) {
            case Expr.And and -> joined(and.children(), "and", depth, before);
            case Expr.Or or -> joined(or.children(), "or", depth, before);
            case Expr.Not not -> {
                if (not.child() instanceof Expr.And || not.child() instanceof Expr.Or) {
                    line(depth, before + word("not") + " (");
                    add(not.child(), depth + 1, "");
                    line(depth, ")");
                } else {
                    add(not.child(), depth, before + word("not") + " ");
                }
            }
            case Expr.MacroUse use -> line(depth, before + Html.text(use.name()));
            case Expr.Exists exists -> line(depth, before + field(exists.left()) + " " + word("exists"));
            case Expr.Compare compare ->
                line(
                        depth,
                        before + field(compare.left()) + " " + word(Printer.operator(compare)) + " "
                                + right(compare.right()));
        }
    }

    private void joined(List<Expr> children, String join, int depth, String before) {
        String start = before;
        for (Expr child : children) {
            if (child instanceof Expr.And || child instanceof Expr.Or) {
                line(depth, start + "(");
                add(child, depth + 1, "");
                line(depth, ")");
            } else {
                add(child, depth, start);
            }
            start = word(join) + " ";
        }
    }

    private void line(int depth, String text) {
        html.append("<div style=\"--depth:")
                .append(Math.min(depth, 12))
                .append("\">")
                .append(text)
                .append("</div>");
    }

    private static String word(String word) {
        return Html.element("b", "", Html.text(word));
    }

    private static String field(Operand left) {
        return Html.element("span", "field", Html.text(Printer.print(left)));
    }

    private static String right(Operand right) {
        if (right instanceof Operand.Words words && words.words().size() > SHORT_LIST) {
            String first = words.words().stream()
                    .limit(SHORT_LIST / 2)
                    .map(Printer::print)
                    .collect(Collectors.joining(", "));
            return "<details class=\"values\"><summary>(" + Html.text(first) + ", … "
                    + words.words().size() + " values)</summary>" + Html.text(Printer.print(right)) + "</details>";
        }
        return Html.element("span", "value", Html.text(Printer.print(right)));
    }
}
