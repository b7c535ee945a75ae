package io.peregrine.filter.typed;

import java.util.Arrays;
import java.util.HexFormat;

/** A constant, parsed by the type of the expression that it is compared with. See {@link ValueKind} for which type takes which. */
public sealed interface Constant {
    /** An integer of any width, cut to the width of its type; unsigned types fill all 64 bits. */
    record Number(long value) implements Constant {}

    /** A number for {@code DOUBLE} fields. */
    record Decimal(double value) implements Constant {}

    /** {@code true} or {@code false}. */
    record Truth(boolean value) implements Constant {}

    /** Text or a buffer: bytes without a terminator. Regular expressions and shell patterns stand as such bytes too. */
    record Bytes(byte[] value) implements Constant {
        public Bytes {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        /** The number of bytes. */
        public int length() {
            return value.length;
        }

        /** The byte at an index. */
        public byte at(int index) {
            return value[index];
        }

        /** The bytes decoded as UTF-8, for messages and printing. */
        public String text() {
            return new String(value, java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes[" + text() + "]";
        }
    }

    /** An address of 4 (IPv4) or 16 bytes (IPv6) in network order. */
    record Address(byte[] value) implements Constant {
        public Address {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Address that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Address[" + HexFormat.of().formatHex(value) + "]";
        }
    }

    /**
     * A network: an address of either family, host bits possibly set, and the number of leading bits that count. An address of the other
     * family is never in it.
     */
    record Network(Address address, int prefixLength) implements Constant {}
}
