package io.peregrine.filter.typed;

import io.peregrine.schema.ParamType;

/** How values of a type are compared, and with which constants. */
public enum ValueKind {
    /** A signed integer; {@link Constant.Number}. */
    SIGNED,
    /** An unsigned integer, flags, mode, port or time; {@link Constant.Number}. */
    UNSIGNED,
    /** {@link Constant.Truth}. */
    BOOL,
    /** {@link Constant.Decimal}. */
    DOUBLE,
    /** Bytes up to the first NUL; {@link Constant.Bytes}. */
    TEXT,
    /** Bytes of any value; {@link Constant.Bytes}. */
    BUFFER,
    /** An IPv4 or IPv6 address; {@link Constant.Address}. */
    ADDRESS,
    /** An address compared with networks; {@link Constant.Network}. */
    NETWORK,
    /** Nothing can be compared; only {@code exists} works. */
    OPAQUE;

    /** The kind of a type. */
    public static ValueKind of(ParamType type) {
        return switch (type) {
            case INT8, INT16, INT32, INT64, ERRNO, FD, PID -> SIGNED;
            case UINT8, UINT16, UINT32, UINT64, SYSCALLID, SIGTYPE, RELTIME, ABSTIME, PORT -> UNSIGNED;
            case FLAGS8, FLAGS16, FLAGS32, MODE, ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> UNSIGNED;
            case BOOL -> BOOL;
            case DOUBLE -> DOUBLE;
            case CHARBUF, FSPATH, FSRELPATH -> TEXT;
            case BYTEBUF -> BUFFER;
            case IPV4ADDR, IPV6ADDR, IPADDR -> ADDRESS;
            case IPV4NET, IPV6NET, IPNET -> NETWORK;
            default -> OPAQUE;
        };
    }
}
