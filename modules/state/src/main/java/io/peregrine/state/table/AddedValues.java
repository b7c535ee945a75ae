package io.peregrine.state.table;

import io.peregrine.event.ByteString;
import java.util.Arrays;

/** The values that an entry has in added fields; grows when a field is written that came later. A value that was never written is 0 or empty. */
public final class AddedValues {
    private static final int LONGEST_TEXT = 1 << 16;

    private static final long[] NO_NUMBERS = {};
    private static final ByteString[] NO_TEXTS = {};

    private long[] numbers = NO_NUMBERS;
    private ByteString[] texts = NO_TEXTS;

    /** No values. */
    public AddedValues() {}

    /** A number. */
    public long number(int index) {
        return index < numbers.length ? numbers[index] : 0;
    }

    /** A text. */
    public ByteString text(int index) {
        return index < texts.length && texts[index] != null ? texts[index] : ByteString.EMPTY;
    }

    /** Writes a number. */
    public void setNumber(int index, long value) {
        if (index >= numbers.length) {
            numbers = Arrays.copyOf(numbers, index + 4);
        }
        numbers[index] = value;
    }

    /** Writes a text, of which at most 64 KiB are kept. */
    public void setText(int index, ByteString value) {
        if (index >= texts.length) {
            texts = Arrays.copyOf(texts, index + 4);
        }
        texts[index] = value.length() <= LONGEST_TEXT ? value : value.slice(0, LONGEST_TEXT);
    }

    /** Takes over the values of another entry. */
    public void takeOver(AddedValues other) {
        numbers = other.numbers.clone();
        texts = other.texts.clone();
    }

    /** A copy that changes on its own. */
    public AddedValues copy() {
        AddedValues copy = new AddedValues();
        copy.numbers = numbers.clone();
        copy.texts = texts.clone();
        return copy;
    }

    /** The bytes that the values take. */
    public long weight() {
        long weight = 8L * numbers.length + 4L * texts.length;
        for (ByteString text : texts) {
            weight += text == null ? 0 : 40L + text.length();
        }
        return weight;
    }
}
