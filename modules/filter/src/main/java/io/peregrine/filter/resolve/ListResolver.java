package io.peregrine.filter.resolve;

import io.peregrine.diagnostics.HeapRoom;
import io.peregrine.diagnostics.MappedText;
import io.peregrine.diagnostics.TextList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts the items of a list where its name stands in the text of a condition.
 *
 * <p>The name counts wherever blanks, parentheses, commas, equals signs or the ends of the text surround it, inside quotes too. An item
 * with a blank gets double quotes unless it begins with a quote. Blanks around the name become one on each side; an empty list takes a comma beside it along.
 */
public final class ListResolver {
    /** From this length of a condition on it is asked for memory: lists in lists grow without bound otherwise. */
    private static final int LONG = 1_000_000;

    /** What a character takes while a long text is put together: its own byte, that of a copy, and its share of what knows places. */
    private static final long BYTES_FOR_A_CHARACTER = 3;

    private static final String BLANKS = " \t\n\r";
    private static final String DELIMITERS = BLANKS + "(),=";

    private final MappedText condition;
    private final ListText list;
    private final MappedText.Builder out;
    /** Everything of the condition before this offset is in {@link #out} or replaced. */
    private int done;

    private ListResolver(MappedText condition, ListText list) {
        this.condition = condition;
        this.list = list;
        this.out = new MappedText.Builder(condition.length() + (int) list.length());
    }

    /**
     * The text with every occurrence of the list's name replaced; empty when the name does not occur.
     *
     * @throws TooLong when the memory does not hold the text
     */
    public static Optional<MappedText> substitute(MappedText condition, ListText list) throws TooLong {
        if (!condition.text().contains(list.name())) {
            return Optional.empty();
        }
        requireRoom(list.length());
        return new ListResolver(condition, list).run();
    }

    private static void requireRoom(long length) throws TooLong {
        if (length > LONG && (length > Integer.MAX_VALUE / 4 || !HeapRoom.has(BYTES_FOR_A_CHARACTER * length))) {
            throw new TooLong();
        }
    }

    /**
     * The pieces of a text between delimiters: a list whose name is none of them does not occur, unless its name has delimiters in it.
     */
    public static Set<String> words(MappedText condition) {
        Set<String> words = new HashSet<>();
        eachWord(condition, words::add);
        return words;
    }

    /** Hands over the pieces that {@link #words} collects, as they stand. */
    static void eachWord(MappedText condition, Consumer<String> taking) {
        String text = condition.text();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || DELIMITERS.indexOf(text.charAt(i)) >= 0) {
                if (i > start) {
                    taking.accept(text.substring(start, i));
                }
                start = i + 1;
            }
        }
    }

    /** Whether a name can stand in one of the pieces that {@link #words} gives. */
    static boolean isWord(String name) {
        return name.chars().noneMatch(c -> DELIMITERS.indexOf(c) >= 0);
    }

    /** A condition grew too long. */
    public static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(HeapRoom.refusal("The lists of the condition need"), null, false, false);
        }
    }

    private Optional<MappedText> run() throws TooLong {
        String text = condition.text();
        String name = list.name();
        int at = text.indexOf(name);
        while (at >= 0) {
            int next = at + 1;
            if (isDelimited(at, at + name.length())) {
                next = replace(at, at + name.length());
            }
            at = text.indexOf(name, next);
        }
        return done == 0
                ? Optional.empty()
                : Optional.of(out.append(condition, done, text.length()).build());
    }

    private boolean isDelimited(int start, int end) {
        String text = condition.text();
        boolean before = start == done
                ? out.length() == 0 || DELIMITERS.indexOf(out.charAt(out.length() - 1)) >= 0
                : DELIMITERS.indexOf(text.charAt(start - 1)) >= 0;
        return before && (end >= text.length() || DELIMITERS.indexOf(text.charAt(end)) >= 0);
    }

    /** Puts the items in the place of a name and answers where to look for the next one. */
    private int replace(int start, int nameEnd) throws TooLong {
        String text = condition.text();
        out.append(condition, done, start);
        while (out.length() > 0 && BLANKS.indexOf(out.charAt(out.length() - 1)) >= 0) {
            out.truncate(out.length() - 1);
        }
        int end = nameEnd;
        while (end < text.length() && BLANKS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        if (list.isEmpty()) {
            if (out.length() > 0 && out.charAt(out.length() - 1) == ',') {
                out.truncate(out.length() - 1);
            } else if (end < text.length() && text.charAt(end) == ',') {
                end++;
            }
        }
        requireRoom(out.length() + list.length() + text.length() - end);
        boolean first = out.length() == 0;
        list.appendTo(out.append(first ? "" : " "));
        out.append(" ");
        done = end;
        return first ? end + 1 : end;
    }

    /** Appends items, with commas between them, as they are put into conditions. */
    static void join(List<MappedText> items, MappedText.Builder out) {
        if (items instanceof TextList list) {
            list.appendTo(out, ", ", ListResolver::needsQuotes);
            return;
        }
        int begin = out.length();
        for (MappedText item : items) {
            quote(out.append(out.length() > begin ? ", " : ""), item);
        }
    }

    /** Appends a value, in double quotes when it has a blank in it and does not begin with a quote. */
    public static void quote(MappedText.Builder builder, MappedText item) {
        if (needsQuotes(item.text())) {
            builder.append("\"").append(item).append("\"");
        } else {
            builder.append(item);
        }
    }

    private static boolean needsQuotes(String text) {
        return text.indexOf(' ') >= 0 && text.charAt(0) != '"' && text.charAt(0) != '\'';
    }
}
