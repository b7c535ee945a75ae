package io.peregrine.probe;

import io.peregrine.event.render.FlagText;
import io.peregrine.event.render.NetworkText;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.schema.ParamDescriptor;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.SyscallTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * An event as one line of text, for comparing it with what a test program says that it did: {@code name param=value ...}. Flags and enumerations are their names, strings
 * and data stand in quotes, a parameter without a value is {@code -}, kernel addresses are {@code *}, modes are octal, and everything else is decimal.
 */
final class EventText {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;

    private EventText() {}

    static String of(SeenEvent event) {
        StringJoiner line = new StringJoiner(" ");
        line.add(event.descriptor().name());
        for (int i = 0; i < event.params().size(); i++) {
            ParamDescriptor param = event.descriptor().params().get(i);
            line.add(param.name() + "=" + value(param, event.params().get(i)));
        }
        return line.toString();
    }

    /** One parameter. */
    static String value(ParamDescriptor param, byte[] value) {
        if (value.length == 0) {
            return "-";
        }
        ParamType type = param.type();
        if (type == ParamType.DYN) {
            ParamDescriptor.Variant variant = param.variants().get(value[0]);
            byte[] rest = Arrays.copyOfRange(value, 1, value.length);
            return variant.type() + ":" + (rest.length == 0 ? "-" : plain(variant.type(), rest));
        }
        if (type == ParamType.MODE) {
            return Long.toOctalString(number(type, value));
        }
        return param.flagSet()
                .map(set -> text(out -> {
                    long bits = number(type, value);
                    if (type.isEnumFlags()) {
                        FlagText.appendEnum(out, set, bits);
                    } else {
                        FlagText.appendFlags(out, set, bits);
                    }
                }))
                .orElseGet(() -> plain(type, value));
    }

    private static String plain(ParamType type, byte[] value) {
        return switch (type) {
            case CHARBUF, FSPATH, FSRELPATH, BYTEBUF -> quoted(type, value);
            case SOCKADDR -> address(value);
            case SOCKTUPLE -> tuple(value);
            case FDLIST -> polled(ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN));
            case SYSCALLID ->
                SyscallTable.byId((int) number(type, value)).orElseThrow().name();
            default -> Long.toString(number(type, value));
        };
    }

    private static long number(ParamType type, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        if (value.length != type.size()) {
            throw new AssertionError("a value of type " + type + " has " + value.length + " bytes");
        }
        boolean signed = type.name().startsWith("INT");
        return switch (value.length) {
            case 1 -> signed ? bytes.get() : Byte.toUnsignedInt(bytes.get());
            case 2 -> signed ? bytes.getShort() : Short.toUnsignedInt(bytes.getShort());
            case 4 -> signed ? bytes.getInt() : Integer.toUnsignedLong(bytes.getInt());
            default -> bytes.getLong();
        };
    }

    /** Text ends with its NUL, which is not shown; a second one would be. */
    private static String quoted(ParamType type, byte[] value) {
        int length = type.isText() ? value.length - 1 : value.length;
        if (type.isText() && value[length] != 0) {
            throw new AssertionError("text without its NUL: " + Arrays.toString(value));
        }
        StringBuilder text = new StringBuilder("'");
        for (int i = 0; i < length; i++) {
            char c = (char) Byte.toUnsignedInt(value[i]);
            text.append(c > ' ' && c < 127 ? Character.toString(c) : "\\%02x".formatted((int) c));
        }
        return text.append('\'').toString();
    }

    private static String polled(ByteBuffer pairs) {
        StringJoiner list = new StringJoiner(",");
        int count = pairs.getShort();
        for (int i = 0; i < count; i++) {
            list.add(pairs.getLong() + ":" + pairs.getShort());
        }
        if (pairs.hasRemaining()) {
            throw new AssertionError(pairs.remaining() + " bytes behind " + count + " pairs");
        }
        return "[" + list + "]";
    }

    private static String address(byte[] value) {
        int length = value[0] == AF_INET ? 4 : 16;
        return value[0] == AF_UNIX ? path(value, 1) : end(value, 1, length);
    }

    private static String tuple(byte[] value) {
        if (value[0] == AF_UNIX) {
            return pointer(value, 1) + "->" + pointer(value, 9) + " " + path(value, 17);
        }
        int length = value[0] == AF_INET ? 4 : 16;
        return end(value, 1, length) + "->" + end(value, 3 + length, length);
    }

    private static String end(byte[] value, int at, int length) {
        int port = Short.toUnsignedInt(
                ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getShort(at + length));
        return text(out -> NetworkText.appendAddress(out, value, at, length)) + ":" + port;
    }

    private static String pointer(byte[] value, int at) {
        return ByteBuffer.wrap(value).getLong(at) == 0 ? "0" : "*";
    }

    private static String path(byte[] value, int at) {
        return at == value.length ? "-" : quoted(ParamType.CHARBUF, Arrays.copyOfRange(value, at, value.length));
    }

    private static String text(Consumer<TextBuffer> writer) {
        TextBuffer out = new TextBuffer();
        writer.accept(out);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
