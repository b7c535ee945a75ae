package io.peregrine.filter.template;

import io.peregrine.filter.typed.Expression;
import java.util.List;

/**
 * The text of an output, taken apart.
 *
 * @param pieces what it consists of, in order
 */
public record Template(List<Piece> pieces) {
    public Template {
        pieces = List.copyOf(pieces);
    }

    /** A part of an output. */
    public sealed interface Piece {}

    /** Text that stands for itself. */
    public record Text(String text) implements Piece {}

    /**
     * A value to be filled in.
     *
     * @param expression the field or transformer
     * @param width the number of bytes that the value is cut or filled up to, 0 for as many as it has
     * @param fields the fields named in it, as output fields are called; for a transformer those of its arguments
     */
    public record Placeholder(Expression expression, int width, List<NamedField> fields) implements Piece {
        public Placeholder {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field as an output names it.
     *
     * @param name the name with its argument, such as {@code proc.aname[2]}
     * @param expression the field
     */
    public record NamedField(String name, Expression expression) {}
}
