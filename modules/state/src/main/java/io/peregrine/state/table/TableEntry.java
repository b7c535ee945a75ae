package io.peregrine.state.table;

import io.peregrine.event.ByteString;

/**
 * An entry of a table, or one that is not in its table yet. It stays readable when it has left the table. Owned by the thread that owns the table. A field that
 * is handed in must be one of the entry's kind.
 */
public interface TableEntry {
    /** Whether there is no entry. */
    boolean isNone();

    /** The kind of entry, as {@link TableField#kind()} has it. */
    String kind();

    /** A number or a truth value (0 or 1). */
    long number(TableField field);

    /** A text. */
    ByteString text(TableField field);

    /**
     * A table that hangs at the entry.
     *
     * @throws TableException when it cannot be had
     */
    Table table(TableField field) throws TableException;

    /**
     * Writes a number or a truth value.
     *
     * @throws TableException when the field or the entry cannot be written
     */
    void setNumber(TableField field, long value) throws TableException;

    /**
     * Writes a text.
     *
     * @throws TableException when the field or the entry cannot be written
     */
    void setText(TableField field, ByteString value) throws TableException;

    /** The reason for which a field cannot be written that its table only shows. */
    static TableException readOnly(TableField field) {
        return new TableException(
                field.type() == ValueType.TABLE
                        ? "writing to table fields is currently not supported"
                        : "can't set a read-only static struct field: " + field.name());
    }
}
