package io.peregrine.engine.format;

import io.peregrine.alert.AlertText;
import io.peregrine.alert.PendingValue;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.event.render.TextBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An output ready to be filled in. Immutable; shared by all threads.
 *
 * @param parts what it consists of
 */
record Message(List<Part> parts) {
    /**
     * Text, and the value behind it.
     *
     * @param text stands for itself
     * @param value stands behind the text; null at the end of a message that ends in text
     * @param width the bytes that the value is cut or filled up to, 0 for as many as it has
     */
    record Part(byte[] text, PlannedOutput value, int width) {}

    /** The message for the context's event, with gaps where values are on their way; allocates. */
    AlertText fill(EvalContext context) {
        TextBuffer out = new TextBuffer();
        List<AlertText.Part> before = List.of();
        for (Part part : parts) {
            out.append(part.text, 0, part.text.length);
            if (part.value != null) {
                int start = out.length();
                if (!part.value.print(context, out)) {
                    Optional<PendingValue> pending = part.value.pending(context);
                    if (pending.isPresent()) {
                        before = with(before, out, new AlertText.Gap(pending.get(), part.width));
                        continue;
                    }
                    out.append(AlertText.MISSING);
                }
                fit(out, start, part.width);
            }
        }
        String rest = PlannedOutput.string(out);
        return before.isEmpty() ? AlertText.of(rest) : new AlertText(joined(before, new AlertText.Words(rest)));
    }

    /** The parts so far with what the buffer holds and a gap behind them; empties the buffer. */
    private static List<AlertText.Part> with(List<AlertText.Part> parts, TextBuffer out, AlertText.Gap gap) {
        AlertText.Words words = new AlertText.Words(PlannedOutput.string(out));
        out.clear();
        return joined(joined(parts, words), gap);
    }

    private static List<AlertText.Part> joined(List<AlertText.Part> parts, AlertText.Part more) {
        List<AlertText.Part> joined = new ArrayList<>(parts);
        joined.add(more);
        return joined;
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
