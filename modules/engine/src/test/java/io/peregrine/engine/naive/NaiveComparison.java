package io.peregrine.engine.naive;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.typed.ValueKind;
import io.peregrine.schema.ParamType;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Compares one value with one constant, or two values. */
final class NaiveComparison {
    private NaiveComparison() {}

    /** The constant that a word stands for. */
    static NaiveValue constant(ParamType type, Operator operator, String word) {
        if (operator == Operator.BCONTAINS || operator == Operator.BSTARTSWITH) {
            return NaiveReader.bytes(HexFormat.of().parseHex(word));
        }
        return switch (ValueKind.of(type)) {
            case BOOL -> new NaiveValue.Whole(word.equals("true") ? BigInteger.ONE : BigInteger.ZERO);
            case SIGNED, UNSIGNED -> new NaiveValue.Whole(number(word));
            case DOUBLE -> new NaiveValue.Real(number(word).doubleValue());
            case TEXT, BUFFER, OPAQUE -> NaiveReader.bytes(word.getBytes(StandardCharsets.UTF_8));
            case ADDRESS, NETWORK -> NaiveReader.bytes(address(word.split("/")[0]));
        };
    }

    private static BigInteger number(String word) {
        return word.startsWith("0x") ? new BigInteger(word.substring(2), 16) : new BigInteger(word);
    }

    private static byte[] address(String word) {
        try {
            return InetAddress.getByName(word).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static boolean holds(ParamType type, Operator operator, NaiveValue left, String word) {
        if (ValueKind.of(type) == ValueKind.NETWORK) {
            return inNetwork(((NaiveValue.Bytes) left).characters(), word) != (operator == Operator.NE);
        }
        NaiveValue right = constant(type, operator, word);
        return switch (left) {
            case NaiveValue.Whole(BigInteger number) ->
                ordered(operator, number.compareTo(((NaiveValue.Whole) right).number()));
            case NaiveValue.Real(double number) ->
                ordered(operator, Double.compare(number, ((NaiveValue.Real) right).number()));
            case NaiveValue.Bytes bytes
            when ValueKind.of(type) == ValueKind.TEXT -> text(operator, bytes, ((NaiveValue.Bytes) right).characters());
            case NaiveValue.Bytes bytes ->
                buffer(operator, bytes.characters(), ((NaiveValue.Bytes) right).characters());
            default -> throw new IllegalArgumentException("no single value: " + left);
        };
    }

    /** Two read values. */
    static boolean computed(ValueKind kind, Operator operator, NaiveValue left, NaiveValue right) {
        if (left instanceof NaiveValue.Several(var values) && right instanceof NaiveValue.Several(var members)) {
            return operator == Operator.IN
                    ? values.stream().allMatch(members::contains)
                    : values.stream().anyMatch(members::contains);
        }
        return switch (left) {
            case NaiveValue.Whole(BigInteger number) ->
                ordered(operator, number.compareTo(((NaiveValue.Whole) right).number()));
            case NaiveValue.Real(double number) ->
                ordered(operator, Double.compare(number, ((NaiveValue.Real) right).number()));
            case NaiveValue.Bytes bytes
            when kind == ValueKind.TEXT ->
                operator == Operator.IN || operator == Operator.INTERSECTS
                        ? bytes.trimmed().equals(((NaiveValue.Bytes) right).characters())
                        : text(operator, bytes, ((NaiveValue.Bytes) right).untilNul());
            case NaiveValue.Bytes bytes ->
                buffer(operator, bytes.characters(), ((NaiveValue.Bytes) right).characters());
            default -> throw new IllegalArgumentException("no single value: " + left);
        };
    }

    private static boolean ordered(Operator operator, int order) {
        return switch (operator) {
            case EQ, IN, INTERSECTS -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            default -> throw new IllegalArgumentException("no order: " + operator);
        };
    }

    private static boolean text(Operator operator, NaiveValue.Bytes left, String right) {
        String text = left.untilNul();
        return switch (operator) {
            case EQ, NE, LT, LE, GT, GE -> ordered(operator, text.compareTo(right));
            case IN, INTERSECTS -> left.trimmed().equals(right);
            case CONTAINS -> text.contains(right);
            case ICONTAINS -> fold(text).contains(fold(right));
            case STARTSWITH -> text.startsWith(right);
            case ENDSWITH -> text.endsWith(right);
            case GLOB -> NaivePaths.glob(right, text);
            case IGLOB -> NaivePaths.glob(fold(right), fold(text));
            case REGEX ->
                Pattern.compile(utf8(right), Pattern.MULTILINE)
                        .matcher(utf8(left.trimmed()))
                        .matches();
            default -> throw new IllegalArgumentException("no operator on text: " + operator);
        };
    }

    private static boolean buffer(Operator operator, String left, String right) {
        return switch (operator) {
            case EQ, IN, INTERSECTS -> left.equals(right);
            case NE -> !left.equals(right);
            case CONTAINS, BCONTAINS -> left.contains(right);
            case STARTSWITH, BSTARTSWITH -> left.startsWith(right);
            case ENDSWITH -> left.endsWith(right);
            default -> throw new IllegalArgumentException("no operator on buffers: " + operator);
        };
    }

    private static boolean inNetwork(String address, String network) {
        byte[] base = address(network.split("/")[0]);
        int length = Integer.parseInt(network.split("/")[1]);
        byte[] bytes = address.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != base.length) {
            return false;
        }
        int drop = bytes.length * 8 - length;
        return new BigInteger(1, bytes).shiftRight(drop).equals(new BigInteger(1, base).shiftRight(drop));
    }

    private static String fold(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return out.toString();
    }

    private static String utf8(String characters) {
        return new String(characters.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
