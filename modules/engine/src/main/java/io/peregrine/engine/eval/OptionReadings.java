package io.peregrine.engine.eval;

import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;

/** The readings of {@code getopt}: all options of a list of arguments, or the value of one. They allocate. */
final class OptionReadings {
    private OptionReadings() {}

    /**
     * What both read from.
     *
     * @param arguments the arguments
     * @param options the option string
     * @param list scratch for the arguments
     * @param slot scratch for the option string
     */
    record Operands(Reading.Several arguments, Reading.Single options, int list, int slot) {
        /** A walk over the options of this event, null when an operand is missing. */
        private OptionScanner scan(EvalContext context) {
            Slot text = context.slot(slot);
            SlotList values = context.list(list);
            return options.read(context, text) && arguments.read(context, values)
                    ? new OptionScanner(values, text)
                    : null;
        }
    }

    /** Every option letter, each followed by its value when it takes one; {@code ?} for an unknown one. */
    record All(Operands operands) implements Reading.Several {
        @Override
        public boolean read(EvalContext context, SlotList out) {
            out.clear();
            OptionScanner scanner = operands.scan(context);
            if (scanner == null) {
                return false;
            }
            while (scanner.next()) {
                if (!scanner.isKnown()) {
                    put(out.add(), (byte) '?');
                } else if (!scanner.takesValue()) {
                    put(out.add(), scanner.letter());
                } else if (scanner.hasValue()) {
                    put(out.add(), scanner.letter());
                    scanner.copyValue(out.add());
                } else {
                    out.add().startText();
                    out.get(out.size() - 1).setText();
                }
            }
            return true;
        }
    }

    /** The value of the last occurrence of one option; its letter when it takes none. */
    record Selected(Operands operands, byte letter) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            OptionScanner scanner = operands.scan(context);
            boolean found = false;
            while (scanner != null && scanner.next()) {
                if (!scanner.isKnown() || scanner.letter() != letter) {
                    continue;
                }
                found = true;
                if (!scanner.takesValue()) {
                    put(out, letter);
                } else if (scanner.hasValue()) {
                    scanner.copyValue(out);
                } else {
                    out.startText();
                    out.setText();
                }
            }
            return found;
        }
    }

    private static void put(Slot out, byte letter) {
        out.startText().append(letter);
        out.setText();
    }
}
