package io.peregrine.engine.format;

import io.peregrine.engine.eval.EvalContext;
import io.peregrine.event.render.TextBuffer;

/** Appends the value of one placeholder to a message. Immutable; shared by all threads. */
interface ValuePrinter {
    /**
     * Appends the value for the context's event.
     *
     * @return false when there is none; nothing was appended then
     */
    boolean print(EvalContext context, TextBuffer out);
}
