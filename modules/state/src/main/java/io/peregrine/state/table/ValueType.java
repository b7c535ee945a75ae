package io.peregrine.state.table;

import java.util.Optional;

/** The type of a key or a field. Numbers and names are those of Falco's plugin API ({@code ss_plugin_state_type} of libs 0.25.2). */
public enum ValueType {
    INT8(1, "int8"),
    INT16(2, "int16"),
    INT32(3, "int32"),
    INT64(4, "int64"),
    UINT8(5, "uint8"),
    UINT16(6, "uint16"),
    UINT32(7, "uint32"),
    UINT64(8, "uint64"),
    STRING(9, "string"),
    TABLE(10, "table"),
    BOOL(25, "bool");

    private final int code;
    private final String word;

    ValueType(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** The type with this number, empty when there is none. */
    public static Optional<ValueType> of(int code) {
        for (ValueType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The number. */
    public int code() {
        return code;
    }

    /** The name. */
    public String word() {
        return word;
    }

    /** A number cut to what the type holds, signs kept. */
    public long cut(long number) {
        return switch (this) {
            case INT8 -> (byte) number;
            case INT16 -> (short) number;
            case INT32 -> (int) number;
            case UINT8 -> number & 0xff;
            case UINT16 -> number & 0xffff;
            case UINT32 -> number & 0xffffffffL;
            case BOOL -> number == 0 ? 0 : 1;
            case INT64, UINT64, STRING, TABLE -> number;
        };
    }
}
