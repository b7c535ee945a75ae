package io.peregrine.fields;

import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;

/**
 * One way to read a field: the type that comes out and what gets it.
 *
 * @param type the type of the value, or of an element; {@link ParamType#DYN} when the event decides it, then {@link Slot#type()} tells
 * @param list whether it is a list
 * @param format how a number is printed
 * @param extractor what reads it
 * @param asIs whether its texts are printed with all their control characters: those of plugins, as in Falco
 */
public record Value(ParamType type, boolean list, PrintFormat format, Extractor extractor, boolean asIs) {
    /** A value whose texts pass the sanitiser. */
    public Value(ParamType type, boolean list, PrintFormat format, Extractor extractor) {
        this(type, list, format, extractor, false);
    }

    /** A single value. */
    public static Value of(ParamType type, PrintFormat format, Extractor extractor) {
        return new Value(type, false, format, extractor);
    }

    /** A text. */
    public static Value text(BytesExtractor extractor) {
        return new Value(ParamType.CHARBUF, false, PrintFormat.NA, extractor);
    }
}
