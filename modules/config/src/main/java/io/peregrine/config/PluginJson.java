package io.peregrine.config;

import io.peregrine.config.tree.ConfigNode;
import io.peregrine.config.tree.JsonForm;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * The JSON text in which a plugin receives a map as configuration, as Falco writes it: keys sorted, a scalar as whole number, number, truth value or
 * text, whichever it reads as first, quoted or not; an empty map or list as null.
 */
final class PluginJson {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7]+");
    private static final Pattern HEX = Pattern.compile("[-+]?0[xX][0-9a-fA-F]+");
    private static final Pattern REAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern TRUE = Pattern.compile("[yY]|yes|Yes|YES|true|True|TRUE|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("[nN]|no|No|NO|false|False|FALSE|off|Off|OFF");

    private static final JsonForm.Style STYLE = new JsonForm.Style(true, true, PluginJson::writeScalar);

    private PluginJson() {}

    static String of(ConfigNode node) {
        return JsonForm.of(node, STYLE);
    }

    private static void writeScalar(JsonGenerator json, String text) {
        OptionalLong whole = whole(text);
        if (whole.isPresent()) {
            json.writeNumber(whole.getAsLong());
        } else if (REAL.matcher(text).matches()) {
            json.writeNumber(real(Double.parseDouble(text)));
        } else if (NO_NUMBER.matcher(text).matches()) {
            json.writeNull();
        } else if (TRUE.matcher(text).matches()) {
            json.writeBoolean(true);
        } else if (FALSE.matcher(text).matches()) {
            json.writeBoolean(false);
        } else {
            json.writeString(text);
        }
    }

    /** A number of 32 bits, with the base that its prefix says. */
    private static OptionalLong whole(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        int base;
        if (HEX.matcher(text).matches()) {
            base = 16;
            digits = digits.substring(2);
        } else if (OCTAL.matcher(text).matches()) {
            base = 8;
        } else if (DECIMAL.matcher(text).matches()) {
            base = 10;
        } else {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(text.startsWith("-") ? "-" + digits : digits, base);
            return value == (int) value ? OptionalLong.of(value) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static String real(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value + ".0";
        }
        return Double.toString(value).replace("E", "e");
    }
}
