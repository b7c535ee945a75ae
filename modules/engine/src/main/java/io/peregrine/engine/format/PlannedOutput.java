package io.peregrine.engine.format;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.PendingValue;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.engine.eval.PlannedValue;
import io.peregrine.engine.eval.Reading;
import io.peregrine.engine.eval.bytes.ByteComparison;
import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.JsonType;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.fields.Value;
import io.peregrine.fields.ValueText;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One value of an output. Immutable; shared by all threads.
 *
 * @param value what is read
 * @param text how it is printed
 */
record PlannedOutput(PlannedValue value, ValueText text) {
    /** A list is printed in at most this many bytes, as in Falco. */
    private static final int MAX_LIST_TEXT = 1023;

    /** Appends the value as text; false, and nothing is appended, when there is none. */
    boolean print(EvalContext context, TextBuffer out) {
        switch (value.reading()) {
            case Reading.Single single -> {
                Slot slot = context.slot();
                if (!single.read(context, slot)) {
                    return false;
                }
                print(slot, out);
            }
            case Reading.Several several -> {
                SlotList slots = context.list();
                if (!several.read(context, slots)) {
                    return false;
                }
                int start = out.length();
                for (int i = 0; i < slots.size(); i++) {
                    cutAtNul(slots.get(i));
                }
                text.append(out, value.form(), slots);
                out.truncate(start + MAX_LIST_TEXT);
            }
        }
        return true;
    }

    private void print(Slot slot, TextBuffer out) {
        cutAtNul(slot);
        text.append(out, value.form(), slot);
    }

    /** Text that a transformer made carries its closing NUL. */
    private void cutAtNul(Slot slot) {
        if (value.form().type().isText()) {
            int from = slot.offset();
            int end = ByteComparison.textEnd(slot.bytes(), from, from + slot.length());
            slot.set(slot.bytes(), from, end - from);
        }
    }

    /** The value with its JSON type. */
    FieldValue json(EvalContext context) {
        switch (value.reading()) {
            case Reading.Single single -> {
                Slot slot = context.slot();
                return single.read(context, slot)
                        ? json(slot)
                        : pending(context)
                                .<FieldValue>map(FieldValue.Pending::new)
                                .orElseGet(FieldValue::absent);
            }
            case Reading.Several several -> {
                SlotList slots = context.list();
                if (!several.read(context, slots) || slots.size() == 0) {
                    return FieldValue.absent();
                }
                List<FieldValue> items = new ArrayList<>();
                for (int i = 0; i < slots.size(); i++) {
                    items.add(json(slots.get(i)));
                }
                return new FieldValue.Items(items);
            }
        }
    }

    /** The value that may still come, where reading found none. */
    Optional<PendingValue> pending(EvalContext context) {
        return value.late().of(context.event()).map(late -> new PendingOutput(late, this));
    }

    /** A value that has come, in its JSON type and as text. */
    PendingValue.Answer answer(Slot slot) {
        TextBuffer out = new TextBuffer();
        print(slot, out);
        return new PendingValue.Answer(json(slot), string(out));
    }

    private FieldValue json(Slot slot) {
        Value form = value.form();
        boolean dynamic = form.type() == ParamType.DYN;
        ParamType type = dynamic ? slot.type() : form.type();
        PrintFormat format = dynamic ? slot.format() : form.format();
        return switch (JsonType.of(type, format)) {
            case SIGNED -> new FieldValue.Signed(type == ParamType.DOUBLE ? (long) real(slot) : slot.number());
            case UNSIGNED -> new FieldValue.Unsigned(slot.number());
            case REAL -> new FieldValue.Real(real(slot));
            case BOOL -> new FieldValue.Bool(slot.number() != 0);
            case TEXT -> {
                TextBuffer out = new TextBuffer();
                print(slot, out);
                yield new FieldValue.Text(string(out));
            }
        };
    }

    private static double real(Slot slot) {
        return Double.longBitsToDouble(slot.number());
    }

    /** What a buffer holds as a string. */
    static String string(TextBuffer text) {
        return new String(text.array(), 0, text.length(), StandardCharsets.UTF_8);
    }
}
