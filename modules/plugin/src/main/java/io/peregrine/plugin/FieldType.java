package io.peregrine.plugin;

import io.peregrine.schema.ParamType;

/** The types that fields of plugins can have, as in plugin API 3.12. */
public enum FieldType {
    /** A whole number of 64 bits without sign. */
    UINT64("uint64", 8, ParamType.UINT64),
    /** A text. */
    STRING("string", 9, ParamType.CHARBUF),
    /** A duration in nanoseconds. */
    RELTIME("reltime", 20, ParamType.RELTIME),
    /** A time in nanoseconds since the epoch. */
    ABSTIME("abstime", 21, ParamType.ABSTIME),
    /** A truth value. */
    BOOL("bool", 25, ParamType.BOOL),
    /** An address of 4 or 16 bytes in network order. */
    IPADDR("ipaddr", 40, ParamType.IPADDR),
    /** An address that is compared with networks. */
    IPNET("ipnet", 41, ParamType.IPNET);

    private final String word;
    private final int code;
    private final ParamType type;

    FieldType(String word, int code, ParamType type) {
        this.word = word;
        this.code = code;
        this.type = type;
    }

    /** Its name in declarations. */
    public String word() {
        return word;
    }

    /** Its number in the native interface. */
    public int code() {
        return code;
    }

    /** The type as the language has it. */
    public ParamType type() {
        return type;
    }

    /** Whether a value is read with {@link ValueOut#number} or {@link ValueOut#truth} and not with bytes. */
    public boolean isNumber() {
        return switch (this) {
            case UINT64, RELTIME, ABSTIME, BOOL -> true;
            case STRING, IPADDR, IPNET -> false;
        };
    }
}
