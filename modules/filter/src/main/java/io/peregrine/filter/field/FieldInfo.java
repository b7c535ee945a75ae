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
 * @param scope the events of which it can say something
 */
public record FieldInfo(
        String name,
        ParamType type,
        boolean list,
        ArgumentForm argument,
        boolean argumentRequired,
        Set<FieldFlag> flags,
        String description,
        Dependency dependency,
        EventScope scope) {
    public FieldInfo {
        flags = Set.copyOf(flags);
    }

    /** A field of every event. */
    public FieldInfo(
            String name,
            ParamType type,
            boolean list,
            ArgumentForm argument,
            boolean argumentRequired,
            Set<FieldFlag> flags,
            String description,
            Dependency dependency) {
        this(name, type, list, argument, argumentRequired, flags, description, dependency, EventScope.ANY);
    }

    /** The same field of certain events alone. */
    public FieldInfo within(EventScope other) {
        return new FieldInfo(name, type, list, argument, argumentRequired, flags, description, dependency, other);
    }

    /** A field's name is its own in its catalog, and conditions are looked up by their fields often. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldInfo that
                && (this == that
                        || name.equals(that.name)
                                && type == that.type
                                && list == that.list
                                && argument == that.argument
                                && argumentRequired == that.argumentRequired
                                && flags.equals(that.flags)
                                && dependency == that.dependency);
    }

    /** Whether the field has this restriction. */
    public boolean has(FieldFlag flag) {
        return flags.contains(flag);
    }
}
