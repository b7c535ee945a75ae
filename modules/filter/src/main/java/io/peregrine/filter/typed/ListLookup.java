package io.peregrine.filter.typed;

import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Quantifier;

/** Which fields Falco finds in no list, so that a comparison loads and never holds. */
public final class ListLookup {
    private ListLookup() {}

    /** Whether the comparison asks whether its left side is in a list, and the answer is always no. */
    public static boolean neverHolds(Condition.Check check) {
        boolean lookup = (check.operator() == Operator.IN || check.operator() == Operator.INTERSECTS)
                && check.right() instanceof Right.Values(var _, Quantifier quantifier)
                && quantifier == Quantifier.NONE;
        return lookup
                && check.left() instanceof Expression.Field(FieldReference field)
                && isInNoList(field, check.operator());
    }

    private static boolean isInNoList(FieldReference reference, Operator operator) {
        if (reference.field().argument() == ArgumentForm.RAW_PARAMETER) {
            return ValueKind.of(reference.type()) != ValueKind.TEXT;
        }
        return reference.field().has(FieldFlag.INTERSECTS_NOTHING) && operator == Operator.INTERSECTS
                || reference.field().has(FieldFlag.IN_NO_LIST) && asksForAny(reference.argument());
    }

    /** Whether all values of the field are meant: there is no index, or the one that stands for none. */
    private static boolean asksForAny(FieldArgument argument) {
        return argument instanceof FieldArgument.None
                || argument instanceof FieldArgument.Index(int index) && index == -1;
    }
}
