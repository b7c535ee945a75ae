package io.peregrine.filter.typed;

import io.peregrine.diagnostics.MappedText;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.field.FieldResolver;
import io.peregrine.filter.regex.PosixPattern;
import io.peregrine.filter.regex.PosixSyntaxException;
import io.peregrine.filter.syntax.ConditionParser;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds values that are allowed but look like a mistake. */
final class ValueWarnings {
    private static final String REPEATERS = "+*?";
    private static final String SPECIAL = ".+*?^$()[]{}|\\";

    private static final Pattern BLANKS = Pattern.compile("[ \\t\\n\\x0B\\f\\r]");

    private final FieldResolver fields;

    ValueWarnings(FieldCatalog catalog) {
        this.fields = new FieldResolver(catalog);
    }

    List<String> of(String value, Operator operator) {
        List<String> warnings = new ArrayList<>(0);
        if (operator == Operator.REGEX && isPlain(value)) {
            warnings.add("regex check with '" + value + "' may be optimized with simpler operators such as "
                    + "'=', 'contains', 'startswith', 'endswith'");
        }
        if (value.indexOf('.') > 0) {
            String dense = dense(value);
            if (isField(dense)) {
                warnings.add("'" + value + "' may be a valid field misused as a const string value");
            }
        }
        if (value.indexOf('(') > 0 && isCall(dense(value))) {
            warnings.add("'" + value + "' may be a valid field transformer misused as a const string value");
        }
        return warnings;
    }

    static void checkRegex(String pattern) throws ValueParser.InvalidValue {
        try {
            PosixPattern.compile(pattern);
        } catch (PosixSyntaxException e) {
            throw new ValueParser.InvalidValue("invalid regex pattern: " + e.getMessage());
        }
    }

    private static String dense(String value) {
        return BLANKS.matcher(value).replaceAll("");
    }

    private boolean isField(String text) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
            return false;
        }
        try {
            return ConditionParser.parseOperand(MappedText.unmapped(text)) instanceof Operand.FieldName field
                    && fields.resolve(field.name(), field.argument()) instanceof FieldResolver.Found;
        } catch (FilterException e) {
            return false;
        }
    }

    private static boolean isCall(String text) {
        for (Transformer transformer : Transformer.values()) {
            if (text.startsWith(transformer.word() + "(") && text.endsWith(")")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pattern has nothing in it that other operators could not do: anchors and {@code .*} at its ends do not count. */
    private static boolean isPlain(String pattern) {
        int length = pattern.length();
        for (int i = 0; i < length; i++) {
            char c = pattern.charAt(i);
            boolean anchor = (i == 0 && c == '^') || (i == length - 1 && c == '$');
            boolean anyRun = ((i == 0 && length > 1) || i == length - 2)
                    && c == '.'
                    && REPEATERS.indexOf(pattern.charAt(i + 1)) >= 0;
            if (anyRun) {
                i++;
            } else if (!anchor && SPECIAL.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
