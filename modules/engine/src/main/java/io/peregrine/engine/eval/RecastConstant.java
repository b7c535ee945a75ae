package io.peregrine.engine.eval;

import io.peregrine.filter.typed.Constant;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.schema.ParamType;
import java.util.Arrays;

/** A constant of one type read as if its bytes in memory were a value of another, as Falco reads them. */
final class RecastConstant {
    private RecastConstant() {}

    /**
     * The constant as a value of a type.
     *
     * @param type the type that it is to have; one that can be compared
     * @param parsed the type as which it was read
     */
    static Constant to(ParamType type, ParamType parsed, Constant constant) {
        if (type == parsed) {
            return constant;
        }
        byte[] bytes = bytes(parsed, constant);
        return switch (ValueKind.of(type)) {
            case SIGNED -> new Constant.Number(signed(bytes, type.size()));
            case UNSIGNED, BOOL -> new Constant.Number(unsigned(bytes, type.size()));
            case DOUBLE -> new Constant.Decimal(Double.longBitsToDouble(unsigned(bytes, type.size())));
            case TEXT -> new Constant.Bytes(upToNul(bytes));
            case BUFFER, ADDRESS, NETWORK, OPAQUE -> new Constant.Bytes(bytes);
        };
    }

    private static byte[] bytes(ParamType parsed, Constant constant) {
        return switch (constant) {
            case Constant.Number(long value) -> littleEndian(value, parsed.size());
            case Constant.Truth(boolean value) -> littleEndian(value ? 1 : 0, parsed.size());
            case Constant.Decimal(double value) -> littleEndian(Double.doubleToRawLongBits(value), parsed.size());
            case Constant.Bytes text -> text.value();
            case Constant.Address address -> address.value();
            case Constant.Network(Constant.Address address, int prefixLength) -> address.value();
        };
    }

    private static byte[] littleEndian(long value, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (value >> 8 * i);
        }
        return bytes;
    }

    /** What is missing counts as zeros, so that a short negative number becomes a large positive one. */
    private static long unsigned(byte[] bytes, int size) {
        long value = 0;
        for (int i = Math.min(size, bytes.length) - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    private static long signed(byte[] bytes, int size) {
        int unused = Long.SIZE - Byte.SIZE * size;
        return unsigned(bytes, size) << unused >> unused;
    }

    private static byte[] upToNul(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Arrays.copyOf(bytes, end);
    }
}
