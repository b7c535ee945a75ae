package io.peregrine.config.setting;

import java.net.Inet6Address;
import java.util.regex.Pattern;

/** Tells addresses from host names without asking a name server. */
final class IpLiteral {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%.+)?");

    private IpLiteral() {}

    static boolean isValid(String text) {
        String address = text.strip();
        if (V4.matcher(address).matches()) {
            return true;
        }
        if (!V6.matcher(address).matches()) {
            return false;
        }
        try {
            Inet6Address.ofLiteral(address.replaceFirst("%.*", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
