package io.peregrine.state;

import io.peregrine.state.table.AddedFields;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.Optional;

/** The fields that were added to threads at run time, and their places in {@link ThreadEntry#added}. Owned by the table's thread. */
public final class ThreadSlots {
    /** The place of the container that a thread runs in, a text; it is kept free for that field, whenever it is added. */
    public static final int CONTAINER_ID = 0;

    private static final String CONTAINER_FIELD = "container_id";

    private final AddedFields fields;
    private Optional<TableField> container = Optional.empty();

    ThreadSlots(AddedFields fields) {
        this.fields = fields;
    }

    /** The place of a field's values. */
    static int slot(TableField field) {
        return isContainer(field) ? CONTAINER_ID : field.index() + 1;
    }

    private static boolean isContainer(TableField field) {
        return field.name().equals(CONTAINER_FIELD) && field.type() == ValueType.STRING;
    }

    /** Adds the field of the container, which container metadata fills. */
    public TableField addContainer() {
        try {
            TableField field = fields.add(CONTAINER_FIELD, ValueType.STRING);
            container = Optional.of(field);
            return field;
        } catch (TableException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** All fields of threads, listed and added. */
    public AddedFields fields() {
        return fields;
    }

    /** How many places an entry made now has. */
    int count() {
        return fields.added() + 1;
    }

    /** Whether the field of the container was added. */
    public boolean hasContainer() {
        return container.isPresent() || fields.find(CONTAINER_FIELD).isPresent();
    }
}
