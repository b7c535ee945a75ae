package io.peregrine.fields;

import io.peregrine.filter.field.FieldArgument;

/** Makes the readings of a field for an argument, when a rule set or an output is planned. */
@FunctionalInterface
public interface Binder {
    /**
     * Binds the field.
     *
     * @param argument the parsed argument, {@link FieldArgument.None} where there is none
     * @return the bound field
     * @throws FieldException when the argument does not fit
     */
    Binding bind(FieldArgument argument);
}
