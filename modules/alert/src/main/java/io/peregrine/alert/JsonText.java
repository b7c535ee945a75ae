package io.peregrine.alert;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The JSON spelling of values as alerts carry them: no blanks, non-ASCII text kept, unpaired surrogates replaced by
 * U+FFFD, and numbers in the shortest form that reads back to the same value.
 */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";
    private static final char REPLACEMENT = '\uFFFD';

    private JsonText() {}

    /** Appends an object whose members are written in the map's order. */
    public static void appendObject(StringBuilder out, Map<String, FieldValue> members) {
        out.append('{');
        char separator = 0;
        for (Map.Entry<String, FieldValue> member : members.entrySet()) {
            if (separator != 0) {
                out.append(separator);
            }
            separator = ',';
            appendString(out, member.getKey());
            out.append(':');
            appendValue(out, member.getValue());
        }
        out.append('}');
    }

    /** Appends one value. */
    public static void appendValue(StringBuilder out, FieldValue value) {
        switch (value) {
            case FieldValue.Signed(long number) -> out.append(number);
            case FieldValue.Unsigned(long bits) -> out.append(Long.toUnsignedString(bits));
            case FieldValue.Real(double number) -> appendReal(out, number);
            case FieldValue.Bool(boolean truth) -> out.append(truth);
            case FieldValue.Text(String text) -> appendString(out, text);
            case FieldValue.Items(List<FieldValue> values) -> appendArray(out, values);
            case FieldValue.Unfinished(AlertText text) -> appendString(out, text.print());
            case FieldValue.Absent _, FieldValue.Pending _ -> out.append("null");
        }
    }

    private static void appendArray(StringBuilder out, List<FieldValue> values) {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            appendValue(out, values.get(i));
        }
        out.append(']');
    }

    /** Appends a string in quotes. */
    public static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                appendEscaped(out, c);
            }
        }
        out.append('"');
    }

    private static void appendEscaped(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Character.isSurrogate(c)) {
                    out.append(REPLACEMENT);
                } else {
                    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                }
            }
        }
    }

    /** Appends a number with a decimal point or an exponent, {@code null} when it is infinite or not a number. */
    static void appendReal(StringBuilder out, double number) {
        if (!Double.isFinite(number)) {
            out.append("null");
            return;
        }
        if (number == 0) {
            out.append(1 / number < 0 ? "-0.0" : "0.0");
            return;
        }
        if (number < 0) {
            out.append('-');
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        appendDigits(out, digits, digits.length() - shortest.scale());
    }

    /** Writes 0.digits times ten to the power of {@code point}. */
    private static void appendDigits(StringBuilder out, String digits, int point) {
        int count = digits.length();
        if (point > 15 || point <= -4) {
            out.append(digits.charAt(0));
            if (count > 1) {
                out.append('.').append(digits, 1, count);
            }
            int exponent = point - 1;
            out.append('e').append(exponent < 0 ? '-' : '+');
            if (Math.abs(exponent) < 10) {
                out.append('0');
            }
            out.append(Math.abs(exponent));
        } else if (point <= 0) {
            out.append("0.").repeat('0', -point).append(digits);
        } else if (point >= count) {
            out.append(digits).repeat('0', point - count).append(".0");
        } else {
            out.append(digits, 0, point).append('.').append(digits, point, count);
        }
    }
}
