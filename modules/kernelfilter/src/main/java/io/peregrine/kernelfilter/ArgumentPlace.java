package io.peregrine.kernelfilter;

import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldReference;
import io.peregrine.schema.EventDescriptor;

/** Which parameter of an event {@code evt.arg} reads. */
final class ArgumentPlace {
    /** Another field, or no parameter of the event. */
    static final int NONE = -1;

    private ArgumentPlace() {}

    /** The parameter's number, {@link #NONE} when there is none. */
    static int of(FieldReference field, EventDescriptor event) {
        if (!field.field().name().equals("evt.arg")) {
            return NONE;
        }
        return switch (field.argument()) {
            case FieldArgument.Index(int index) -> index;
            case FieldArgument.Parameter(var parameter) -> event.indexOf(parameter.name());
            case FieldArgument.Key(String name) -> event.indexOf(name);
            case FieldArgument.None none -> NONE;
            case FieldArgument.Number number -> NONE;
            case FieldArgument.Event other -> NONE;
        };
    }
}
