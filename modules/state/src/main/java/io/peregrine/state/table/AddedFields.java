package io.peregrine.state.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The fields of one kind of entries: those that are listed, and those that were added. A field is added once, by whoever asks first, and never leaves. For any
 * thread: a plugin that starts while the source runs adds its fields on the thread that reloads.
 */
public final class AddedFields {
    private final String kind;
    private final List<TableField> listed;
    private final List<TableField> added = new CopyOnWriteArrayList<>();
    private final boolean closed;

    /**
     * The fields of a kind.
     *
     * @param closed whether none can be added
     */
    public AddedFields(String kind, List<TableField> listed, boolean closed) {
        this.kind = kind;
        this.listed = List.copyOf(listed);
        this.closed = closed;
    }

    /** The listed fields, then the added ones. */
    public List<TableField> all() {
        List<TableField> all = new ArrayList<>(listed);
        all.addAll(added);
        return all;
    }

    /** How many fields were added. */
    public int added() {
        return added.size();
    }

    /** A field by its name. */
    public Optional<TableField> find(String name) {
        for (TableField field : listed) {
            if (field.name().equals(name)) {
                return Optional.of(field);
            }
        }
        return added.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /**
     * A field by its name and type.
     *
     * @param table the name of the table, for the reason
     * @throws TableException when there is none, or it has another type
     */
    public TableField find(String name, ValueType type, String table) throws TableException {
        Optional<TableField> found = find(name);
        if (closed && found.isEmpty()) {
            throw new TableException("field " + name + " not found");
        }
        TableField field =
                found.orElseThrow(() -> new TableException("undefined field '" + name + "' in table '" + table + "'"));
        if (field.type() != type) {
            throw new TableException(
                    closed
                            ? "incompatible type for value_table_entry_adapter field: " + name
                            : "incompatible data types for " + (field.added() ? "dynamic" : "static") + " field: "
                                    + name);
        }
        return field;
    }

    /**
     * Adds a field; one that was added before is the same.
     *
     * @throws TableException when the kind takes none, a listed field has the name, or an added one has it with another type
     */
    public synchronized TableField add(String name, ValueType type) throws TableException {
        if (closed) {
            throw new TableException("can't add dynamic fields to stl_container_table_adapter");
        }
        if (type == ValueType.TABLE) {
            throw new TableException("can't add dynamic field of type table: " + name);
        }
        Optional<TableField> known = find(name);
        if (known.isPresent() && !known.get().added()) {
            throw new TableException("can't add dynamic field already defined as static: " + name);
        }
        if (known.isPresent()) {
            if (known.get().type() != type) {
                throw new TableException("multiple definitions of dynamic field with different types in struct: " + name
                        + ", prevtype=" + known.get().type().word() + ", newtype=" + type.word());
            }
            return known.get();
        }
        TableField field = new TableField(kind, name, type, false, true, added.size());
        added.add(field);
        return field;
    }
}
