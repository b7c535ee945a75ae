package io.peregrine.filter.typed;

import io.peregrine.filter.field.FieldReference;
import io.peregrine.filter.syntax.Transformer;
import io.peregrine.schema.ParamType;
import java.util.List;
import java.util.Optional;

/** Something that has a value, or a list of values, or none, for an event. */
public sealed interface Expression {
    /** The type of the value, or of each element. */
    ParamType type();

    /** Whether it is a list. */
    boolean isList();

    /** The value of a field. */
    record Field(FieldReference reference) implements Expression {
        @Override
        public ParamType type() {
            return reference.type();
        }

        @Override
        public boolean isList() {
            return reference.isList();
        }
    }

    /**
     * A transformer around its arguments; it has no value when an argument has none.
     *
     * @param transformer never {@link Transformer#VAL}
     * @param arguments one for a transformer that takes one; for {@code join} and {@code getopt} two; for {@code concat} two or more
     * @param selector the option letter of {@code getopt(...)[c]}
     * @param type the type of the result
     * @param isList whether the result is a list
     */
    record Call(
            Transformer transformer,
            List<Expression> arguments,
            Optional<Character> selector,
            ParamType type,
            boolean isList)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A constant text as an argument of a transformer. Always has a value, of type {@code CHARBUF}. */
    record Text(Constant.Bytes value) implements Expression {
        @Override
        public ParamType type() {
            return ParamType.CHARBUF;
        }

        @Override
        public boolean isList() {
            return false;
        }
    }

    /**
     * A list written out as an argument of a transformer: the values of all elements in order, those of a list element flattened, a numeric
     * element as the text that an output would show. It has no value when an element has none.
     */
    record Elements(List<Expression> elements) implements Expression {
        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public ParamType type() {
            return ParamType.CHARBUF;
        }

        @Override
        public boolean isList() {
            return true;
        }
    }
}
