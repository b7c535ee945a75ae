package io.peregrine.fields;

import io.peregrine.filter.field.EventScope;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.schema.PrintFormat;

/**
 * One field: everything that lists, the type checker, the evaluator and outputs know of it. Immutable; made by {@link FieldBuilder}.
 *
 * @param info what the language knows
 * @param format how its numbers are printed
 * @param binder makes its readings
 */
public record Field(FieldInfo info, PrintFormat format, Binder binder) {
    /** The declared name, without argument. */
    public String name() {
        return info.name();
    }

    /** The same field, which can say something of certain events alone. */
    public Field within(EventScope scope) {
        return new Field(info.within(scope), format, binder);
    }

    /**
     * The readings of the field for an argument.
     *
     * @throws FieldException when the argument does not fit
     */
    public Binding bind(FieldArgument argument) {
        return binder.bind(argument);
    }
}
