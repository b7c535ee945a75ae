package io.peregrine.plugin;

import java.util.Set;

/**
 * What is known of a plugin's field without reading it.
 *
 * @param name the name without argument
 * @param display a name for people, empty for none
 * @param description what it says, for lists
 * @param type the type of the value, or of an element
 * @param list whether it has several values
 * @param argument the argument that it takes
 * @param marks what else is to be known
 */
public record FieldDeclaration(
        String name,
        String display,
        String description,
        FieldType type,
        boolean list,
        Argument argument,
        Set<Mark> marks) {
    public FieldDeclaration {
        marks = Set.copyOf(marks);
    }

    /**
     * The argument in brackets.
     *
     * @param required whether a reference without one is refused
     * @param index whether it may be a number
     * @param key whether it may be any text
     */
    public record Argument(boolean required, boolean index, boolean key) {
        /** No argument is taken. */
        public static final Argument NONE = new Argument(false, false, false);

        /** Whether an argument may be there. */
        public boolean allowed() {
            return index || key;
        }
    }

    /** A property of a field. */
    public enum Mark {
        /** Added to outputs for which suggested fields are asked. */
        SUGGESTED_OUTPUT,
        /** Left out of lists. */
        HIDDEN
    }
}
