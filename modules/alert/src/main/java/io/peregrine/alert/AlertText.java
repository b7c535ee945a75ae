package io.peregrine.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The message of an alert: words, and gaps where values are still on their way.
 *
 * @param parts what it consists of, in order
 */
public record AlertText(List<Part> parts) {
    /** What stands in a message where there is no value. */
    public static final String MISSING = "<NA>";

    /** A part of a message. */
    public sealed interface Part {}

    /** What is known. */
    public record Words(String text) implements Part {}

    /**
     * The place of a value that has not come.
     *
     * @param value the value
     * @param width the number of bytes that its text is cut or filled up to, 0 for as many as it has
     */
    public record Gap(PendingValue value, int width) implements Part {}

    public AlertText {
        parts = List.copyOf(parts);
    }

    /** Returns a message in which nothing is missing. */
    public static AlertText of(String text) {
        return new AlertText(List.of(new Words(text)));
    }

    /** Returns whether there is a gap. */
    public boolean hasGaps() {
        return parts.stream().anyMatch(Gap.class::isInstance);
    }

    /** Returns the message; gaps say that there is no value. */
    public String print() {
        return parts.size() == 1 && parts.getFirst() instanceof Words(String text) ? text : print(value -> MISSING);
    }

    /** Returns the message with what is known by now in its gaps. */
    AlertText settled() {
        return hasGaps()
                ? of(print(value ->
                        value.answer().orElse(PendingValue.Answer.NOTHING).text()))
                : this;
    }

    List<PendingValue> pending() {
        List<PendingValue> pending = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Gap gap) {
                pending.add(gap.value());
            }
        }
        return pending;
    }

    private String print(Function<PendingValue, String> texts) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Words(String text) -> out.append(text);
                case Gap(PendingValue value, int width) -> out.append(fit(texts.apply(value), width));
            }
        }
        return out.toString();
    }

    private static String fit(String text, int width) {
        if (width == 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String cut = new String(bytes, 0, Math.min(bytes.length, width), StandardCharsets.UTF_8);
        return cut + " ".repeat(Math.max(0, width - bytes.length));
    }
}
