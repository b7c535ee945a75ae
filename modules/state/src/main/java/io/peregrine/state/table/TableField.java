package io.peregrine.state.table;

/**
 * A field of a table. A field belongs to one kind of entries: it is good for every table of that kind, such as the descriptors of any thread.
 *
 * @param kind what the entries are called that have it
 * @param name its name
 * @param type its type
 * @param readOnly whether it cannot be written
 * @param added whether it was added at run time
 * @param index its place among the listed or among the added fields of the kind
 */
public record TableField(String kind, String name, ValueType type, boolean readOnly, boolean added, int index) {}
