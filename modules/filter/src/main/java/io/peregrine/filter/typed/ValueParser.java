package io.peregrine.filter.typed;

import io.peregrine.filter.field.Numbers;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.schema.ParamType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Turns the text of a value into a constant of a type. */
final class ValueParser {
    /** The reference's limit: no constant takes more than 256 bytes, a text with its terminator. */
    private static final int MAX_BYTES = 256;

    private final Services services;

    ValueParser(Services services) {
        this.services = services;
    }

    /** A text that is no value of the type; the message says why. */
    static final class InvalidValue extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidValue(String message) {
            super(message, null, false, false);
        }
    }

    Constant parse(String text, ParamType type, Operator operator, boolean rawParameter) throws InvalidValue {
        if (operator == Operator.BCONTAINS || operator == Operator.BSTARTSWITH) {
            Constant bytes = hex(text);
            return rawParameter ? wrongType(type) : bytes;
        }
        return switch (type) {
            case BOOL -> truth(text);
            case DOUBLE -> new Constant.Decimal((double) number(text, ParamType.INT32));
            case PORT -> new Constant.Number(port(text));
            case IPADDR, IPV4ADDR, IPV6ADDR -> address(text, type);
            case IPNET, IPV4NET, IPV6NET -> network(text, type);
            case CHARBUF, FSPATH, FSRELPATH, SOCKADDR, SOCKTUPLE, SOCKFAMILY -> text(text);
            case BYTEBUF -> rawParameter ? wrongType(type) : buffer(text.getBytes(StandardCharsets.UTF_8));
            case INT8, INT16, INT32, INT64, FD, PID, ERRNO, UINT8, UINT16, UINT32, UINT64, L4PROTO, RELTIME, ABSTIME ->
                new Constant.Number(number(text, type));
            case FLAGS8, FLAGS16, FLAGS32, ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32, MODE, UID, GID ->
                new Constant.Number(number(text, type));
            default -> wrongType(type);
        };
    }

    private static Constant wrongType(ParamType type) throws InvalidValue {
        throw new InvalidValue("wrong parameter type " + type.ordinal());
    }

    private static Constant hex(String text) throws InvalidValue {
        try {
            return buffer(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("filter error: bcontains and bstartswith operator support hex strings only");
        }
    }

    private static Constant text(String text) throws InvalidValue {
        int nul = text.indexOf('\0');
        byte[] bytes = (nul < 0 ? text : text.substring(0, nul)).getBytes(StandardCharsets.UTF_8);
        if (bytes.length + 1 > MAX_BYTES) {
            throw new InvalidValue(
                    "filter parameter too long (used=" + (bytes.length + 1) + ", available=" + MAX_BYTES + "):" + text);
        }
        return new Constant.Bytes(bytes);
    }

    private static Constant buffer(byte[] bytes) throws InvalidValue {
        if (bytes.length >= MAX_BYTES) {
            throw new InvalidValue("filter parameter too long (byte buf)");
        }
        return new Constant.Bytes(bytes);
    }

    private static Constant truth(String text) throws InvalidValue {
        return switch (text) {
            case "true" -> new Constant.Truth(true);
            case "false" -> new Constant.Truth(false);
            default -> throw new InvalidValue("filter error: unrecognized boolean value " + text);
        };
    }

    private static long number(String text, ParamType type) throws InvalidValue {
        return Numbers.parse(text, type).orElseThrow(() -> new InvalidValue(text + " is not a valid number"));
    }

    private long port(String text) throws InvalidValue {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            Optional<Long> number = Numbers.parse(text, ParamType.UINT64).filter(n -> n >= 0 && n <= Integer.MAX_VALUE);
            return number.orElseThrow(() -> new InvalidValue(text + " is not a valid port")) & 0xffff;
        }
        return services.port(text).orElseThrow(() -> new InvalidValue("unrecognized protocol " + text));
    }

    private static Constant.Address address(String text, ParamType type) throws InvalidValue {
        if (isIpv4(text, type, ParamType.IPADDR, ParamType.IPV4ADDR)) {
            return new Constant.Address(
                    Addresses.ipv4(text).orElseThrow(() -> new InvalidValue("unrecognized IPv4 address " + text)));
        }
        return new Constant.Address(
                Addresses.ipv6(text).orElseThrow(() -> new InvalidValue("unrecognized IPv6 address " + text)));
    }

    private static boolean isIpv4(String text, ParamType type, ParamType either, ParamType ipv4) {
        return type == ipv4 || (type == either && text.indexOf('.') >= 0);
    }

    private static Constant network(String text, ParamType type) throws InvalidValue {
        boolean ipv4 = isIpv4(text, type, ParamType.IPNET, ParamType.IPV4NET);
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidValue((ipv4 ? "unrecognized IP network " : "invalid v6 netmask: ") + text);
        }
        String host = text.substring(0, slash);
        String family = ipv4 ? "unrecognized IP address " : "unrecognized IPv6 address ";
        byte[] address =
                (ipv4 ? Addresses.ipv4(host) : Addresses.ipv6(host)).orElseThrow(() -> new InvalidValue(family + text));
        String mask = text.substring(slash + 1).lines().findFirst().orElse("");
        int length = (int) number(mask, ParamType.UINT8);
        if (ipv4 ? length > 32 : length == 0 || length > 128) {
            throw new InvalidValue(String.format(Locale.ROOT, "invalid %snetmask %s", ipv4 ? "" : "v6 ", mask));
        }
        return new Constant.Network(new Constant.Address(address), length);
    }
}
