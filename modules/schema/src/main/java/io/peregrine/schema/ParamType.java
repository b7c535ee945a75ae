package io.peregrine.schema;

/**
 * The type of an event parameter or of a field's value. The order is the wire order: {@link #ordinal()} is the type's number in the
 * plugin ABI (source: driver/ppm_events_public.h of libs 0.25.2).
 */
public enum ParamType {
    NONE(0),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    CHARBUF(0),
    BYTEBUF(0),
    ERRNO(8),
    SOCKADDR(0),
    SOCKTUPLE(0),
    FD(8),
    PID(8),
    FDLIST(0),
    FSPATH(0),
    SYSCALLID(2),
    SIGTYPE(1),
    RELTIME(8),
    ABSTIME(8),
    PORT(2),
    L4PROTO(1),
    SOCKFAMILY(1),
    BOOL(4),
    IPV4ADDR(4),
    DYN(0),
    FLAGS8(1),
    FLAGS16(2),
    FLAGS32(4),
    UID(4),
    GID(4),
    DOUBLE(8),
    SIGSET(4),
    CHARBUFARRAY(0),
    CHARBUF_PAIR_ARRAY(0),
    IPV4NET(0),
    IPV6ADDR(16),
    IPV6NET(0),
    IPADDR(0),
    IPNET(0),
    MODE(4),
    FSRELPATH(0),
    ENUMFLAGS8(1),
    ENUMFLAGS16(2),
    ENUMFLAGS32(4),
    FD32(4),
    PID32(4);

    private final int size;

    ParamType(int size) {
        this.size = size;
    }

    /** The number of bytes that a value takes on the wire, 0 for a type of variable length. */
    public int size() {
        return size;
    }

    /** The type's name in lists. */
    public String label() {
        return this == DYN ? "DYNAMIC" : name();
    }

    /** Whether a value is text: a NUL-terminated string or path. */
    public boolean isText() {
        return this == CHARBUF || this == FSPATH || this == FSRELPATH;
    }

    /** Whether a value is a set of flag bits. */
    public boolean isFlags() {
        return this == FLAGS8 || this == FLAGS16 || this == FLAGS32;
    }

    /** Whether a value is one name of an enumeration. */
    public boolean isEnumFlags() {
        return this == ENUMFLAGS8 || this == ENUMFLAGS16 || this == ENUMFLAGS32;
    }
}
