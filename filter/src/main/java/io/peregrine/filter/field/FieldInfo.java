package io.peregrine.filter.field;

import io.peregrine.schema.ParamType;
import java.util.Set;

/**
 * A field as the language sees it.
 *
 * @param name the declared name, without argument
 * @param type the type of its value, or of an element when it is a list; {@link ParamType#DYN} for a field whose type its argument decides
 * @param list whether it has several values
 * @param argument how its argument is written
 * @param argumentRequired whether a reference without argument is refused
 * @param flags its restrictions
 * @param description one or two sentences for lists of fields
 * @param dependency what its value is a function of
 */
public record FieldInfo(
        String name,
        ParamType type,
        boolean list,
        ArgumentForm argument,
        boolean argumentRequired,
        Set<FieldFlag> flags,
        String description,
        Dependency dependency) {
    public FieldInfo {
        flags = Set.copyOf(flags);
    }

    /** Whether the field has this restriction. */
    public boolean has(FieldFlag flag) {
        return flags.contains(flag);
    }
}
