package io.peregrine.loader;

import java.util.ArrayList;
import java.util.List;

/**
 * An exception of a rule as it was written.
 *
 * @param name its name
 * @param fields the fields or transformer calls
 * @param comps the operators, one for each field
 * @param values the values, one tuple for each case, or one value each when there is one field
 * @param context where it stands
 */
record ExceptionDefinition(
        String name, ExceptionEntry fields, ExceptionEntry comps, List<ExceptionEntry> values, ItemContext context) {
    ExceptionDefinition {
        values = List.copyOf(values);
    }

    ExceptionDefinition withComps(ExceptionEntry other) {
        return new ExceptionDefinition(name, fields, other, values, context);
    }

    ExceptionDefinition withMoreValues(List<ExceptionEntry> more) {
        List<ExceptionEntry> all = new ArrayList<>(values);
        all.addAll(more);
        return new ExceptionDefinition(name, fields, comps, all, context);
    }
}
