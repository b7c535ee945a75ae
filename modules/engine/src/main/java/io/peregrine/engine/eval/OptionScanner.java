package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;

/**
 * Walks the short options of a list of arguments, as getopt(3) finds them: the walk ends at {@code --} and at the first argument that is
 * no option, and passes over long options. Used once, by one thread.
 */
final class OptionScanner {
    private static final byte DASH = '-';
    private static final int NO_VALUE = -1;

    private final SlotList arguments;
    private final Slot options;
    private int index;
    private int at;
    private byte letter;
    private boolean known;
    private Slot valueHolder;
    private int valueFrom;
    private int valueTo;

    /** A walk over arguments by an option string: letters, each followed by a colon when it takes a value. */
    OptionScanner(SlotList arguments, Slot options) {
        this.arguments = arguments;
        this.options = options;
    }

    /** Goes to the next option; false when there is none. */
    boolean next() {
        valueHolder = null;
        while (index < arguments.size()) {
            Slot argument = arguments.get(index);
            if (at == 0) {
                if (isLong(argument)) {
                    index++;
                    continue;
                }
                if (!isOption(argument)) {
                    return false;
                }
                at = 1;
            }
            if (at < argument.length()) {
                readOption(argument);
                return true;
            }
            at = 0;
            index++;
        }
        return false;
    }

    private static boolean isLong(Slot argument) {
        return argument.length() > 2 && byteAt(argument, 0) == DASH && byteAt(argument, 1) == DASH;
    }

    private static boolean isOption(Slot argument) {
        boolean end = argument.length() == 2 && byteAt(argument, 1) == DASH;
        return argument.length() > 1 && byteAt(argument, 0) == DASH && !end;
    }

    private static byte byteAt(Slot slot, int position) {
        return slot.bytes()[slot.offset() + position];
    }

    private void readOption(Slot argument) {
        letter = byteAt(argument, at++);
        int position = letter == ':' ? NO_VALUE : declaration();
        known = position != NO_VALUE;
        if (!known || position + 1 >= options.length() || byteAt(options, position + 1) != ':') {
            return;
        }
        if (at < argument.length()) {
            setValue(argument, at, argument.length());
        } else if (index + 1 < arguments.size()) {
            Slot following = arguments.get(++index);
            setValue(following, 0, following.length());
        } else {
            setValue(argument, 0, NO_VALUE);
        }
        at = 0;
        index++;
    }

    private void setValue(Slot holder, int from, int to) {
        valueHolder = holder;
        valueFrom = from;
        valueTo = to;
    }

    /** Where the option string names the letter; where it does so twice, the place where it takes a value. */
    private int declaration() {
        int found = NO_VALUE;
        for (int i = 0; i < options.length(); i++) {
            if (byteAt(options, i) == letter) {
                found = i;
                if (i + 1 < options.length() && byteAt(options, i + 1) == ':') {
                    return i;
                }
            }
        }
        return found;
    }

    /** The letter of the option. */
    byte letter() {
        return letter;
    }

    /** Whether the option string names it. */
    boolean isKnown() {
        return known;
    }

    /** Whether it takes a value. */
    boolean takesValue() {
        return valueHolder != null;
    }

    /** Whether it takes a value and has one. */
    boolean hasValue() {
        return valueHolder != null && valueTo != NO_VALUE;
    }

    /** Copies the value. */
    void copyValue(Slot out) {
        out.startText().append(valueHolder.bytes(), valueHolder.offset() + valueFrom, valueTo - valueFrom);
        out.setText();
    }
}
