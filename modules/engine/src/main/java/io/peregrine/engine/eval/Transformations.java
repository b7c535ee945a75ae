package io.peregrine.engine.eval;

import io.peregrine.engine.eval.bytes.ByteComparison;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;

/** The readings of transformers that take one argument. */
final class Transformations {
    private Transformations() {}

    /** A function of one text. */
    record OfText(Reading.Single argument, TextTransform transform, int slot) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            Slot value = context.slot(slot);
            return argument.read(context, value) && apply(transform, value, out);
        }
    }

    /** A function of each text of a list. */
    record OfList(Reading.Several argument, TextTransform transform, int list) implements Reading.Several {
        @Override
        public boolean read(EvalContext context, SlotList out) {
            SlotList values = context.list(list);
            out.clear();
            if (!argument.read(context, values)) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                if (!apply(transform, values.get(i), out.add())) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean apply(TextTransform transform, Slot value, Slot out) {
        byte[] bytes = value.bytes();
        int from = value.offset();
        TextBuffer text = out.startText();
        if (!transform.apply(bytes, from, ByteComparison.trimmedEnd(bytes, from, from + value.length()), text)) {
            return false;
        }
        if (text.isEmpty() || text.at(text.length() - 1) != 0) {
            text.append((byte) 0);
        }
        return out.setText();
    }

    /** The bytes of a text up to its first NUL, or all bytes of a buffer. */
    record Length(Reading.Single argument, boolean isText, int slot) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            Slot value = context.slot(slot);
            if (!argument.read(context, value)) {
                return false;
            }
            int from = value.offset();
            int to = from + value.length();
            return out.set((long) ((isText ? ByteComparison.textEnd(value.bytes(), from, to) : to) - from));
        }
    }

    /** The number of elements of a list. */
    record Count(Reading.Several argument, int list) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            SlotList values = context.list(list);
            return argument.read(context, values) && out.set((long) values.size());
        }
    }
}
