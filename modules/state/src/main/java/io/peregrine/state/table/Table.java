package io.peregrine.state.table;

import java.util.List;
import java.util.function.Predicate;

/**
 * A described table whose keys are whole numbers. Owned by the thread of the source that it belongs to, before and behind the source's run by the one that starts
 * it.
 */
public interface Table {
    /** The name. */
    String name();

    /** The type of the keys. */
    ValueType keyType();

    /** How many entries there are. */
    long size();

    /** The fields, listed ones first. */
    List<TableField> fields();

    /**
     * A field by name and type.
     *
     * @throws TableException when there is none, or it has another type
     */
    TableField field(String name, ValueType type) throws TableException;

    /**
     * Adds a field; entries that are there have it too.
     *
     * @throws TableException when it cannot be added
     */
    TableField addField(String name, ValueType type) throws TableException;

    /**
     * The entry at a key.
     *
     * @throws TableException when there is none
     */
    TableEntry get(long key) throws TableException;

    /** An entry that is not in the table. */
    TableEntry create();

    /**
     * Puts an entry that {@link #create} made into the table, in place of one that was there. It is used up by this.
     *
     * @return the entry in the table; one that {@link TableEntry#isNone} when the table is full, which is counted
     * @throws TableException when the entry cannot be added
     */
    TableEntry add(long key, TableEntry created) throws TableException;

    /**
     * Removes an entry.
     *
     * @throws TableException when there is none
     */
    void erase(long key) throws TableException;

    /** Removes all entries. */
    void clear();

    /** Shows every entry until the visitor says no; whether it never did. The table must not change meanwhile. */
    boolean forEach(Predicate<TableEntry> visitor);
}
