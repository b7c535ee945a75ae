package io.peregrine.filter.field;

import io.peregrine.schema.ParamType;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads decimal numbers as scanf(3) does: a sign is allowed for every type, a number that is too large for 64 bits becomes the largest, and
 * what does not fit the type is cut to its width.
 */
public final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*[+-]?[0-9]+");
    private static final BigInteger UNSIGNED_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private Numbers() {}

    /** The number, cut to the width of the type; empty when the text is no decimal number. */
    public static Optional<Long> parse(String text, ParamType type) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.strip();
        BigInteger value = new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
        return Optional.of(
                switch (type) {
                    case INT8 -> (long) (byte) signed(value);
                    case INT16 -> (long) (short) signed(value);
                    case INT32 -> (long) (int) signed(value);
                    case UINT8, FLAGS8, ENUMFLAGS8, L4PROTO -> unsigned(value) & 0xff;
                    case UINT16, FLAGS16, ENUMFLAGS16 -> unsigned(value) & 0xffff;
                    case UINT32, FLAGS32, ENUMFLAGS32, MODE, UID, GID -> unsigned(value) & 0xffff_ffffL;
                    case UINT64, RELTIME, ABSTIME -> unsigned(value);
                    default -> signed(value);
                });
    }

    private static long signed(BigInteger value) {
        if (value.bitLength() > 63) {
            return value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return value.longValue();
    }

    private static long unsigned(BigInteger value) {
        return value.abs().compareTo(UNSIGNED_MAX) > 0 ? -1 : value.longValue();
    }
}
