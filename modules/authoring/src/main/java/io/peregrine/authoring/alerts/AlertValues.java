package io.peregrine.authoring.alerts;

import io.peregrine.schema.ParamType;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Texts that outputs printed for values, read back. */
final class AlertValues {
    private AlertValues() {}

    /** Whether values of a type are read as bytes. */
    static boolean isBytes(ParamType type) {
        return switch (type) {
            case CHARBUF, FSPATH, FSRELPATH, BYTEBUF, IPADDR, IPV6ADDR, IPNET, IPV4NET, IPV6NET, SOCKADDR, SOCKTUPLE ->
                true;
            default -> false;
        };
    }

    /** The bytes of a text or an address; empty when the printed text does not say them all. */
    static Optional<byte[]> bytes(ParamType type, String text) {
        return switch (type) {
            case CHARBUF, FSPATH, FSRELPATH -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
            case IPADDR -> address(text);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The items of a printed list. */
    static List<String> items(String text) {
        String inner = text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
        return inner.isEmpty() ? List.of() : List.of(inner.split(","));
    }

    /** A number, a truth value or the raw bits of a number with a point; empty when the text is a word for one. */
    static OptionalLong number(ParamType type, String text) {
        try {
            return switch (type) {
                case BOOL ->
                    switch (text) {
                        case "true" -> OptionalLong.of(1);
                        case "false" -> OptionalLong.of(0);
                        default -> OptionalLong.empty();
                    };
                case DOUBLE -> OptionalLong.of(Double.doubleToRawLongBits(Double.parseDouble(text)));
                case INT8,
                        INT16,
                        INT32,
                        INT64,
                        UINT8,
                        UINT16,
                        UINT32,
                        UINT64,
                        PID,
                        UID,
                        GID,
                        FD,
                        ERRNO,
                        PORT,
                        RELTIME,
                        ABSTIME,
                        PID32,
                        FD32 -> OptionalLong.of(Long.decode(text));
                default -> OptionalLong.empty();
            };
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
