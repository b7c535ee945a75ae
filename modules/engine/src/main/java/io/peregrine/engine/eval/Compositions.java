package io.peregrine.engine.eval;

import io.peregrine.engine.eval.bytes.ByteComparison;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.fields.Value;
import io.peregrine.fields.ValueText;
import java.util.List;

/** The readings that put several expressions together: constants, written lists, {@code join} and {@code concat}. */
final class Compositions {
    private Compositions() {}

    private static void appendText(TextBuffer out, Slot value) {
        int from = value.offset();
        int end = ByteComparison.textEnd(value.bytes(), from, from + value.length());
        out.append(value.bytes(), from, end - from);
    }

    /** A constant text. */
    record Literal(byte[] text) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            return out.set(text, 0, text.length);
        }
    }

    /** A number as the text that an output would show. */
    record NumberText(Reading.Single argument, Value value, ValueText form, int slot) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            Slot number = context.slot(slot);
            if (!argument.read(context, number)) {
                return false;
            }
            form.append(out.startText(), value, number);
            return out.setText();
        }
    }

    /** A list written out; missing when an element is. */
    record Elements(List<Reading> elements, int list) implements Reading.Several {
        @Override
        public boolean read(EvalContext context, SlotList out) {
            out.clear();
            for (int i = 0; i < elements.size(); i++) {
                boolean present = switch (elements.get(i)) {
                    case Reading.Single single -> single.read(context, out.add());
                    case Reading.Several several -> readInto(context, several, out);
                };
                if (!present) {
                    return false;
                }
            }
            return true;
        }

        private boolean readInto(EvalContext context, Reading.Several element, SlotList out) {
            SlotList values = context.list(list);
            if (!element.read(context, values)) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                Slot copy = out.add();
                Slot value = values.get(i);
                copy.startText().append(value.bytes(), value.offset(), value.length());
                copy.setText();
            }
            return true;
        }
    }

    /** The texts of a list with a separator between them. */
    record Join(Reading.Single separator, Reading.Several texts, int slot, int list) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            Slot between = context.slot(slot);
            SlotList values = context.list(list);
            if (!separator.read(context, between) || !texts.read(context, values)) {
                return false;
            }
            TextBuffer text = out.startText();
            for (int i = 0; i < values.size(); i++) {
                if (i > 0) {
                    text.append(between.bytes(), between.offset(), between.length());
                }
                appendText(text, values.get(i));
            }
            return out.setText();
        }
    }

    /** Texts one behind the other. */
    record Concat(List<Reading.Single> texts, int slot) implements Reading.Single {
        @Override
        public boolean read(EvalContext context, Slot out) {
            Slot part = context.slot(slot);
            TextBuffer text = out.startText();
            for (int i = 0; i < texts.size(); i++) {
                if (!texts.get(i).read(context, part)) {
                    return false;
                }
                appendText(text, part);
            }
            return out.setText();
        }
    }
}
