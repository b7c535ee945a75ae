package io.peregrine.plugin;

import io.peregrine.schema.ParamType;

/** The types that fields of plugins can have, as in plugin API 3.12. */
public enum FieldType {
    /** A whole number of 64 bits without sign. */
    UINT64("uint64", ParamType.UINT64),
    /** A text. */
    STRING("string", ParamType.CHARBUF),
    /** A duration in nanoseconds. */
    RELTIME("reltime", ParamType.RELTIME),
    /** A time in nanoseconds since the epoch. */
    ABSTIME("abstime", ParamType.ABSTIME),
    /** A truth value. */
    BOOL("bool", ParamType.BOOL),
    /** An address of 4 or 16 bytes in network order. */
    IPADDR("ipaddr", ParamType.IPADDR),
    /** An address that is compared with networks. */
    IPNET("ipnet", ParamType.IPNET);

    private final String word;
    private final ParamType type;

    FieldType(String word, ParamType type) {
        this.word = word;
        this.type = type;
    }

    /** Its name in declarations. */
    public String word() {
        return word;
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
