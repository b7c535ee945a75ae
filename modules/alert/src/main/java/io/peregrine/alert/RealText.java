package io.peregrine.alert;

import java.math.BigDecimal;

/** The text of floating-point numbers in JSON. */
final class RealText {
    private RealText() {}

    /** A finite number with a decimal point or an exponent, in the shortest form that reads back to the same value. */
    static String of(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        StringBuilder out = new StringBuilder();
        if (number < 0) {
            out.append('-');
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        appendDigits(out, digits, digits.length() - shortest.scale());
        return out.toString();
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
