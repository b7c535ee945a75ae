package io.peregrine.plugin.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A value of JSON. Immutable. */
public sealed interface JsonValue {
    /** An object, with its members in the order of the text. */
    record Members(Map<String, JsonValue> members) implements JsonValue {
        public Members {
            SequencedMap<String, JsonValue> copy = new LinkedHashMap<>(members);
            members = java.util.Collections.unmodifiableSequencedMap(copy);
        }

        /** A member. */
        public Optional<JsonValue> get(String key) {
            return Optional.ofNullable(members.get(key));
        }
    }

    /** An array. */
    record Elements(List<JsonValue> elements) implements JsonValue {
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /** A text. */
    record Text(String text) implements JsonValue {}

    /** A number as it is written. */
    record Number(String text) implements JsonValue {
        private static final int LONGEST_EXPONENT = 400;

        /** The nearest double. */
        public double toDouble() {
            return Double.parseDouble(text);
        }

        /** Whether it has no fraction, however it is written. */
        public boolean isWhole() {
            double value = toDouble();
            return !Double.isInfinite(value) && value == Math.rint(value);
        }

        /** The number, when it is whole and has 64 bits with sign. */
        public Optional<Long> toLong() {
            double size = Math.abs(toDouble());
            if (size > Math.pow(2, 64) || text.length() > LONGEST_EXPONENT) {
                return Optional.empty();
            }
            try {
                BigInteger whole = new BigDecimal(text).toBigIntegerExact();
                return whole.bitLength() < 64 ? Optional.of(whole.longValue()) : Optional.empty();
            } catch (ArithmeticException e) {
                return Optional.empty();
            }
        }
    }

    /** A truth value. */
    record Truth(boolean truth) implements JsonValue {}

    /** Nothing. */
    enum Null implements JsonValue {
        /** The value null. */
        NULL
    }
}
