package io.peregrine.plugin;

import io.peregrine.plugin.FieldDeclaration.Argument;
import io.peregrine.plugin.FieldDeclaration.Mark;
import java.util.EnumSet;
import java.util.Set;

/**
 * A field of a plugin: what is known of it, and how it is read.
 *
 * <pre>{@code
 * PluginField.field("orchard.fruit", "The fruit that fell.").text((event, out) -> out.text(fruitOf(event)))
 * PluginField.field("orchard.tree", "A tree by its name.").key().required().bound(FieldType.UINT64, this::tree)
 * }</pre>
 *
 * @param declaration what is known of it
 * @param binder makes its readers
 */
public record PluginField(FieldDeclaration declaration, FieldBinder binder) {
    /** Begins a field without argument, with one value. */
    public static Builder field(String name, String description) {
        return new Builder(name, description);
    }

    /** Puts a field together, and ends in the method that says its type and how it is read. */
    public static final class Builder {
        private final String name;
        private final String description;
        private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
        private String display = "";
        private boolean list;
        private boolean required;
        private boolean index;
        private boolean key;

        private Builder(String name, String description) {
            this.name = name;
            this.description = description;
        }

        /** A name for people. */
        public Builder display(String text) {
            display = text;
            return this;
        }

        /** Several values. */
        public Builder list() {
            list = true;
            return this;
        }

        /** Takes a number as argument, which may be left out unless {@link #required}. */
        public Builder index() {
            index = true;
            return this;
        }

        /** Takes any text as argument, which may be left out unless {@link #required}. */
        public Builder key() {
            key = true;
            return this;
        }

        /** Cannot stand without argument. */
        public Builder required() {
            required = true;
            return this;
        }

        /** Is added to outputs for which suggested fields are asked. */
        public Builder suggested() {
            marks.add(Mark.SUGGESTED_OUTPUT);
            return this;
        }

        /** Is left out of lists. */
        public Builder hidden() {
            marks.add(Mark.HIDDEN);
            return this;
        }

        /** A text, read with {@link ValueOut#text}. */
        public PluginField text(FieldReader reader) {
            return bound(FieldType.STRING, request -> reader);
        }

        /** A number without sign, read with {@link ValueOut#number}. */
        public PluginField number(FieldReader reader) {
            return bound(FieldType.UINT64, request -> reader);
        }

        /** A truth value, read with {@link ValueOut#truth}. */
        public PluginField truth(FieldReader reader) {
            return bound(FieldType.BOOL, request -> reader);
        }

        /** A time in nanoseconds since the epoch, read with {@link ValueOut#number}. */
        public PluginField time(FieldReader reader) {
            return bound(FieldType.ABSTIME, request -> reader);
        }

        /** A duration in nanoseconds, read with {@link ValueOut#number}. */
        public PluginField duration(FieldReader reader) {
            return bound(FieldType.RELTIME, request -> reader);
        }

        /** An address, read with {@link ValueOut#bytes}. */
        public PluginField address(FieldReader reader) {
            return bound(FieldType.IPADDR, request -> reader);
        }

        /** A field whose reader depends on the argument. */
        public PluginField bound(FieldType type, FieldBinder binder) {
            return new PluginField(
                    new FieldDeclaration(
                            name, display, description, type, list, new Argument(required, index, key), marks),
                    binder);
        }
    }
}
