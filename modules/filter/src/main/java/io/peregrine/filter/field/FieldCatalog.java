package io.peregrine.filter.field;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields that conditions and outputs may name. An implementation is immutable and may be used by several threads.
 *
 * <p>Names are declared without argument: {@code proc.aname}, {@code evt.arg}, {@code thread.cgroup}. {@link FieldResolver} turns a reference
 * with an argument into a declared field and its {@link FieldArgument}.
 */
public interface FieldCatalog {
    /** The field declared under exactly this name, empty when there is none. */
    Optional<FieldInfo> find(String name);

    /** Every declared field, in the order in which lists print them. */
    List<FieldInfo> fields();

    /** The names of the asynchronous events that plugins declare; they are values of {@code evt.type} beside the event table's own. */
    default Set<String> asyncEventNames() {
        return Set.of();
    }
}
