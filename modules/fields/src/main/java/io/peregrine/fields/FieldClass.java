package io.peregrine.fields;

import java.util.List;
import java.util.Set;

/**
 * The fields of one family, as lists group them.
 *
 * @param name the family's name, such as {@code proc}
 * @param label tells families of the same name apart, empty where there is no need
 * @param description what its fields are about
 * @param sources the event sources whose events have these fields; empty for all sources
 * @param fields the fields in the order of lists
 */
public record FieldClass(String name, String label, String description, Set<String> sources, List<Field> fields) {
    public FieldClass {
        sources = Set.copyOf(sources);
        fields = List.copyOf(fields);
    }

    /** A family whose name stands alone. */
    public FieldClass(String name, String description, Set<String> sources, List<Field> fields) {
        this(name, "", description, sources, fields);
    }
}
