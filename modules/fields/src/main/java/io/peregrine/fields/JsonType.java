package io.peregrine.fields;

import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;

/** The JSON type that a value of a field, or an element of a list, gets; an absent value and an empty list are null, any other list is an array. */
public enum JsonType {
    /** A signed integer, {@link Slot#number()}. */
    SIGNED,
    /** An unsigned integer, {@link Slot#number()}. */
    UNSIGNED,
    /** A floating-point number, the double whose raw bits are {@link Slot#number()}. */
    REAL,
    /** A truth value, {@link Slot#number()} not being 0. */
    BOOL,
    /** The text that {@link ValueText} makes. */
    TEXT;

    /** The form of a value of this type; for {@link ParamType#DYN} ask again with {@link Slot#type()}. */
    public static JsonType of(ParamType type, PrintFormat format) {
        boolean plain = format == PrintFormat.DEC || format == PrintFormat.ID;
        return switch (type) {
            case BOOL -> BOOL;
            case DOUBLE -> format == PrintFormat.DEC ? SIGNED : REAL;
            case INT8, INT16, INT32, INT64, PID, FD -> plain ? SIGNED : TEXT;
            case UINT8,
                    UINT16,
                    UINT32,
                    UINT64,
                    L4PROTO,
                    FLAGS8,
                    FLAGS16,
                    FLAGS32,
                    ENUMFLAGS8,
                    ENUMFLAGS16,
                    ENUMFLAGS32,
                    PORT,
                    UID,
                    GID,
                    RELTIME,
                    ABSTIME -> plain ? UNSIGNED : TEXT;
            default -> TEXT;
        };
    }
}
