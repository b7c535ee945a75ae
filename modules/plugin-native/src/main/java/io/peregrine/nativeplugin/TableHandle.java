package io.peregrine.nativeplugin;

/**
 * A table as one plugin reaches it. Parameters and results are those of the interface: addresses of keys and values, pointers that stand for
 * entries and fields, 0 for what is not there, codes.
 */
interface TableHandle {
    /** What a pointer stands for that nobody was given. */
    TableHandle NONE = new TableHandle() {};

    /** An array of fields; their number goes to {@code count}. */
    default long listFields(long count) {
        return 0;
    }

    /** A field by name, of a state type. */
    default long field(String name, int type) {
        return 0;
    }

    /** A field that is added. */
    default long addField(String name, int type) {
        return 0;
    }

    /** The address of the name. */
    default long name() {
        return 0;
    }

    /** How many entries there are. */
    default long size() {
        return 0;
    }

    /** The entry at a key, held. */
    default long entry(long key) {
        return 0;
    }

    /** Reads a field of an entry. */
    default int read(long entry, long field, long out) {
        return TableFunctions.FAILURE;
    }

    /** Lets an entry go. */
    default void release(long entry) {}

    /** Calls a function of the plugin for each entry until it says no; whether it never did. */
    default boolean iterate(long function, long state) {
        return false;
    }

    /** Removes all entries. */
    default int clear() {
        return TableFunctions.FAILURE;
    }

    /** Removes an entry. */
    default int erase(long key) {
        return TableFunctions.FAILURE;
    }

    /** Makes an entry that is not in the table. */
    default long create() {
        return 0;
    }

    /** Forgets an entry that was made and not added. */
    default void destroy(long entry) {}

    /** Puts an entry that was made into the table; the entry, held. */
    default long add(long key, long entry) {
        return 0;
    }

    /** Writes a field of an entry. */
    default int write(long entry, long field, long in) {
        return TableFunctions.FAILURE;
    }
}
