package io.peregrine.filter.field;

import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.ParamDescriptor;

/** The argument of a reference to a field, parsed. */
public sealed interface FieldArgument {
    /** The reference has no argument. */
    record None() implements FieldArgument {}

    /** A position; what a negative one means is the field's affair (ancestors: as if there were none). */
    record Index(int index) implements FieldArgument {}

    /** A number that is no position. */
    record Number(long value) implements FieldArgument {}

    /** A text: a key in brackets or the word behind a dot. */
    record Key(String key) implements FieldArgument {}

    /** A parameter by name; {@code descriptor} is the first one of that name in the event table, other events may give it other types. */
    record Parameter(ParamDescriptor descriptor) implements FieldArgument {}

    /** An event by name; {@code descriptor} is the first event code of that name, its enter half where there are two. */
    record Event(EventDescriptor descriptor) implements FieldArgument {}
}
