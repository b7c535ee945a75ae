package io.peregrine.schema;

import java.util.List;

/**
 * The names of the bits, or of the values, of a flags parameter.
 *
 * @param name the set's name in the event table
 * @param entries the names in the order in which they are rendered
 */
public record FlagSet(String name, List<Entry> entries) {
    /**
     * One name.
     *
     * @param name the text, such as {@code O_RDONLY}
     * @param value the bits or the value, unsigned 32 bits
     */
    public record Entry(String name, long value) {}

    public FlagSet {
        entries = List.copyOf(entries);
    }
}
