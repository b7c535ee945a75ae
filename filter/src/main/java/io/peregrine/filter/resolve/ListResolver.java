package io.peregrine.filter.resolve;

import io.peregrine.diagnostics.MappedText;
import java.util.List;
import java.util.Optional;

/**
 * Puts the items of a list where its name stands in the text of a condition.
 *
 * <p>The name counts wherever blanks, parentheses, commas, equals signs or the ends of the text surround it, inside quotes too. An item
 * with a blank gets double quotes unless it begins with a quote. Blanks around the name become one on each side; an empty list takes a comma beside it along.
 */
public final class ListResolver {
    /** How long a condition may become; lists in lists grow without bound otherwise. */
    public static final int MAX_LENGTH = 8_000_000;

    private static final String BLANKS = " \t\n\r";
    private static final String DELIMITERS = BLANKS + "(),=";

    private ListResolver() {}

    /**
     * The text with every occurrence of the list's name replaced; empty when the name does not occur.
     *
     * @param items the items in order, not quoted yet
     * @throws TooLong when the text would become longer than {@link #MAX_LENGTH}
     */
    public static Optional<MappedText> substitute(MappedText condition, String name, List<MappedText> items)
            throws TooLong {
        MappedText text = condition;
        boolean used = false;
        int start = text.text().indexOf(name);
        while (start >= 0) {
            int end = start + name.length();
            if (isDelimited(text.text(), start, end)) {
                MappedText joined = join(items);
                Gap gap = gap(text.text(), start, end, joined.length() == 0);
                text = replace(text, gap, joined);
                start = gap.blankStart() + joined.length() + 1;
                used = true;
            }
            start = text.text().indexOf(name, start + 1);
        }
        return used ? Optional.of(text) : Optional.empty();
    }

    /** A condition grew too long. */
    public static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("lists make the condition longer than " + MAX_LENGTH + " characters", null, false, false);
        }
    }

    private static boolean isDelimited(String text, int start, int end) {
        return (start == 0 || DELIMITERS.indexOf(text.charAt(start - 1)) >= 0)
                && (end >= text.length() || DELIMITERS.indexOf(text.charAt(end)) >= 0);
    }

    /** What a name takes up: from {@code start} to {@code end} goes away. */
    private record Gap(int start, int end, int blankStart) {}

    private static Gap gap(String text, int nameStart, int nameEnd, boolean empty) {
        int start = nameStart;
        int end = nameEnd;
        while (start > 0 && BLANKS.indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        while (end < text.length() && BLANKS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        if (empty && start > 0 && text.charAt(start - 1) == ',') {
            start--;
        } else if (empty && end < text.length() && text.charAt(end) == ',') {
            end++;
        }
        return new Gap(start, end, start);
    }

    private static MappedText replace(MappedText text, Gap gap, MappedText items) throws TooLong {
        if ((long) text.length() + items.length() > MAX_LENGTH) {
            throw new TooLong();
        }
        MappedText.Builder builder = new MappedText.Builder();
        if (gap.start() > 0) {
            builder.append(text, 0, gap.start()).append(" ");
        }
        return builder.append(items)
                .append(" ")
                .append(text, gap.end(), text.length())
                .build();
    }

    private static MappedText join(List<MappedText> items) {
        MappedText.Builder builder = new MappedText.Builder();
        for (MappedText item : items) {
            if (builder.length() > 0) {
                builder.append(", ");
            }
            quote(builder, item);
        }
        return builder.build();
    }

    /** Appends a value, in double quotes when it has a blank in it and does not begin with a quote. */
    public static void quote(MappedText.Builder builder, MappedText item) {
        String text = item.text();
        boolean quotes = text.indexOf(' ') >= 0 && text.charAt(0) != '"' && text.charAt(0) != '\'';
        if (quotes) {
            builder.append("\"").append(item).append("\"");
        } else {
            builder.append(item);
        }
    }
}
