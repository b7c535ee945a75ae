package io.peregrine.filter.template;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.field.FieldResolver;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Printer;
import io.peregrine.filter.typed.ConditionChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text of an output: {@code %} begins a placeholder, with digits behind it a width, and then the longest text that is a field
 * or a transformer. A {@code *} at the very beginning is dropped: every output prints {@code <NA>} for what is missing. Immutable; any
 * thread may use it.
 */
public final class TemplateParser {
    private static final int MAX_WIDTH_DIGITS = 6;

    private final ConditionChecker checker;

    /** A parser that knows the fields of this checker. */
    public TemplateParser(ConditionChecker checker) {
        this.checker = checker;
    }

    /**
     * Takes an output apart.
     *
     * @throws TemplateException when a placeholder names no field, or nothing stands behind a {@code %}
     */
    public Template parse(String text) throws TemplateException {
        List<Template.Piece> pieces = new ArrayList<>();
        int at = text.startsWith("*") ? 1 : 0;
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            int end = percent < 0 ? text.length() : percent;
            if (end > at) {
                pieces.add(new Template.Text(text.substring(at, end)));
            }
            at = percent < 0 ? end : placeholder(text, percent + 1, pieces);
        }
        return new Template(pieces);
    }

    /** Reads what stands behind a percent sign and tells where it ends. */
    private int placeholder(String text, int start, List<Template.Piece> pieces) throws TemplateException {
        if (start == text.length()) {
            throw new TemplateException("invalid formatting syntax: formatting cannot end with a %", start - 1);
        }
        int at = start;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            throw new TemplateException("invalid formatting syntax: formatting cannot end with a number", start);
        }
        int width = width(text.substring(start, at), start);
        int extent = PlaceholderExtent.end(text, at);
        int end = extent;
        String reason = "";
        Optional<String> hint = Optional.empty();
        while (end > at) {
            try {
                Operand operand = ConditionParser.parseOperand(MappedText.unmapped(text.substring(at, end)));
                pieces.add(new Template.Placeholder(checker.check(operand), width, fields(operand)));
                return end;
            } catch (FilterException e) {
                reason = e.getMessage();
                hint = end == extent ? hint(e, text.substring(at, end)) : hint;
                end--;
            }
        }
        throw new TemplateException("unknown filter: " + reason, at, extent, hint);
    }

    /** What to do about the whole of what looks like a field; the message is about the least of it, as Falco's is. */
    private static Optional<String> hint(FilterException refusal, String field) {
        return refusal.getMessage().contains(FieldResolver.NONEXISTENT)
                ? Optional.of("there is no field '" + field + "'"
                        + refusal.hint().map(more -> "; " + more).orElse(""))
                : refusal.hint();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int width(String digits, int position) throws TemplateException {
        if (digits.length() > MAX_WIDTH_DIGITS) {
            throw new TemplateException("invalid formatting syntax: the width " + digits + " is too large", position);
        }
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private List<Template.NamedField> fields(Operand operand) throws FilterException {
        List<Template.NamedField> fields = new ArrayList<>();
        collect(operand, fields);
        return fields;
    }

    private void collect(Operand operand, List<Template.NamedField> into) throws FilterException {
        switch (operand) {
            case Operand.FieldName field ->
                into.add(new Template.NamedField(Printer.print(field), checker.check(field)));
            case Operand.Call call -> collectAll(call.arguments(), into);
            case Operand.Elements elements -> collectAll(elements.elements(), into);
            case Operand.Word word -> {}
            case Operand.Words words -> {}
        }
    }

    private void collectAll(List<Operand> operands, List<Template.NamedField> into) throws FilterException {
        for (Operand operand : operands) {
            collect(operand, into);
        }
    }
}
