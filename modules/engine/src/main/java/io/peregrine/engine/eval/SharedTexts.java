package io.peregrine.engine.eval;

import io.peregrine.event.render.TextBuffer;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;

/**
 * A list written out in which {@code evt.arg} stands more than once. Falco keeps the text of one parameter at a time, a plain and a resolved
 * one, so that with its answers all these elements have the texts of the last; the right ones have each its own.
 *
 * @param elements the list
 * @param arguments the indexes of the elements that are parameters
 */
record SharedTexts(Reading.Several elements, int[] arguments) implements Reading.Several {
    /** The field whose texts Falco keeps in one place. */
    static final String FIELD = "evt.arg";

    @Override
    public boolean read(EvalContext context, SlotList out) {
        if (!elements.read(context, out)) {
            return false;
        }
        if (context.event().compatibility().isExact()) {
            Slot last = out.get(arguments[arguments.length - 1]);
            for (int i = 0; i < arguments.length - 1; i++) {
                Slot slot = out.get(arguments[i]);
                TextBuffer kept =
                        slot.part().length() == 0 ? last.text() : last.part().text();
                slot.set(kept.array(), 0, kept.length());
            }
        }
        return true;
    }
}
