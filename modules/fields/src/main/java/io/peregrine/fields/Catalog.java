package io.peregrine.fields;

import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.filter.field.FieldReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one event source, by name and by class. Immutable; shared by all threads. */
public final class Catalog implements FieldCatalog {
    private final List<FieldClass> classes;
    private final List<FieldInfo> infos;
    private final Map<String, Field> byName = new HashMap<>();
    private final Set<String> asyncEvents;

    /**
     * A catalog of these classes.
     *
     * @throws IllegalArgumentException when two fields have the same name
     */
    public Catalog(List<FieldClass> classes) {
        this(classes, Set.of());
    }

    private Catalog(List<FieldClass> classes, Set<String> asyncEvents) {
        this.asyncEvents = Set.copyOf(asyncEvents);
        this.classes = List.copyOf(classes);
        for (FieldClass family : this.classes) {
            for (Field field : family.fields()) {
                if (byName.put(field.name(), field) != null) {
                    throw new IllegalArgumentException("The field " + field.name() + " is declared twice.");
                }
            }
        }
        this.infos = this.classes.stream()
                .flatMap(family -> family.fields().stream())
                .map(Field::info)
                .toList();
    }

    /** The same with asynchronous events of these names, which conditions may then compare {@code evt.type} with. */
    public Catalog withAsyncEvents(Set<String> names) {
        return new Catalog(classes, names);
    }

    @Override
    public Set<String> asyncEventNames() {
        return asyncEvents;
    }

    /** The classes in the order of lists. */
    public List<FieldClass> classes() {
        return classes;
    }

    /** The field with this name, empty when there is none. */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Binds a reference that was resolved against this catalog.
     *
     * @throws FieldException when the argument does not fit the field
     */
    public Binding bind(FieldReference reference) {
        Field field = byName.get(reference.field().name());
        if (field == null) {
            throw new FieldException("There is no field " + reference.field().name() + ".");
        }
        return field.bind(reference.argument());
    }

    @Override
    public Optional<FieldInfo> find(String name) {
        return field(name).map(Field::info);
    }

    @Override
    public List<FieldInfo> fields() {
        return infos;
    }
}
