package io.peregrine.filter.field;

import io.peregrine.schema.ParamType;

/**
 * A resolved reference to a field: which field, with which argument, of which type.
 *
 * @param field the declared field
 * @param argument the argument
 * @param type the type of the value; differs from the field's only where the argument decides it
 */
public record FieldReference(FieldInfo field, FieldArgument argument, ParamType type) {
    /** Whether the value is a list. */
    public boolean isList() {
        return field.list();
    }
}
