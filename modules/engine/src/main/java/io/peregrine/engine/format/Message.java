package io.peregrine.engine.format;

import io.peregrine.engine.eval.EvalContext;
import io.peregrine.event.render.TextBuffer;
import java.util.List;

/**
 * An output ready to be filled in. Immutable; shared by all threads.
 *
 * @param parts what it consists of
 */
record Message(List<Part> parts) {
    private static final String MISSING = "<NA>";

    /**
     * Text, and the value behind it.
     *
     * @param text stands for itself
     * @param value stands behind the text; null at the end of a message that ends in text
     * @param width the bytes that the value is cut or filled up to, 0 for as many as it has
     */
    record Part(byte[] text, PlannedOutput value, int width) {}

    /** The message for the context's event; allocates. */
    String fill(EvalContext context) {
        TextBuffer out = new TextBuffer();
        for (Part part : parts) {
            out.append(part.text, 0, part.text.length);
            if (part.value != null) {
                int start = out.length();
                if (!part.value.print(context, out)) {
                    out.append(MISSING);
                }
                fit(out, start, part.width);
            }
        }
        return PlannedOutput.string(out);
    }

    private static void fit(TextBuffer out, int start, int width) {
        if (width > 0) {
            out.truncate(start + width);
            while (out.length() < start + width) {
                out.append(' ');
            }
        }
    }
}
