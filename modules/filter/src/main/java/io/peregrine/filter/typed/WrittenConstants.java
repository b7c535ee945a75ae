package io.peregrine.filter.typed;

import io.peregrine.filter.syntax.Operand;
import io.peregrine.filter.syntax.Operator;
import io.peregrine.schema.ParamType;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The constants of a long list, all of them checked before, made of its words when they are asked for: a constant with its bytes takes fifty bytes and
 * more, and a list of a threat feed has a million. Immutable; any thread may read it.
 */
final class WrittenConstants extends AbstractList<Constant> implements RandomAccess {
    /** The constants of a shorter list are kept. */
    static final int LONG = 1000;

    /** What else decides what a word says. */
    record Reading(ValueParser parser, ParamType type, Operator operator, boolean rawParameter) {
        Constant constant(String word) throws ValueParser.InvalidValue {
            return parser.parse(word, type, operator, rawParameter);
        }
    }

    private final List<Operand.Word> words;
    private final Reading reading;

    WrittenConstants(List<Operand.Word> words, Reading reading) {
        this.words = words;
        this.reading = reading;
    }

    @Override
    public Constant get(int index) {
        try {
            return reading.constant(words.get(index).text());
        } catch (ValueParser.InvalidValue e) {
            throw new IllegalStateException("A word that was a constant is none any more.", e);
        }
    }

    @Override
    public int size() {
        return words.size();
    }
}
