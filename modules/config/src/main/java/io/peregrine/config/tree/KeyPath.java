package io.peregrine.config.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The path to a value: names joined by dots, each with list positions in brackets, such as {@code plugins[0].name}. An
 * empty pair of brackets appends to a list. A backslash keeps a dot, a bracket or a backslash as part of a name.
 */
public record KeyPath(List<Step> steps) {

    /** One step down a tree. */
    public sealed interface Step {
        /** Into the entry of a map. */
        record Name(String name) implements Step {}

        /** Into an item of a list, from 0. */
        record Index(int index) implements Step {}

        /** Behind the last item of a list. */
        record Append() implements Step {}
    }

    public KeyPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws TreeException if it is malformed
     */
    public static KeyPath parse(String text) throws TreeException {
        return new Parser(text).parse();
    }

    /** Returns the path with every list position left out: {@code plugins[].name}. */
    public String pattern() {
        StringBuilder out = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Step.Name(String name)) {
                out.append(out.isEmpty() ? "" : ".").append(name);
            } else {
                out.append("[]");
            }
        }
        return out.toString();
    }

    private static final class Parser {
        private final String text;
        private final List<Step> steps = new ArrayList<>();
        private int at;

        Parser(String text) {
            this.text = text;
        }

        KeyPath parse() throws TreeException {
            do {
                steps.add(new Step.Name(name()));
                while (at < text.length() && text.charAt(at) == '[') {
                    steps.add(index());
                }
                if (at < text.length() && text.charAt(at) != '.') {
                    throw wrong("expected '.' or '[' at position " + at);
                }
            } while (at++ < text.length());
            return new KeyPath(steps);
        }

        private String name() throws TreeException {
            StringBuilder name = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
                char c = text.charAt(at++);
                if (c == '\\') {
                    if (at == text.length() || ".[]\\".indexOf(text.charAt(at)) < 0) {
                        throw wrong("a backslash may only stand before '.', '[', ']' or another backslash");
                    }
                    c = text.charAt(at++);
                }
                name.append(c);
            }
            if (name.isEmpty()) {
                throw wrong("a name is missing at position " + at);
            }
            return name.toString();
        }

        private Step index() throws TreeException {
            int close = text.indexOf(']', at);
            if (close < 0) {
                throw wrong("the bracket at position " + at + " is not closed");
            }
            String digits = text.substring(at + 1, close);
            at = close + 1;
            if (digits.isEmpty()) {
                return new Step.Append();
            }
            try {
                int index = Integer.parseInt(digits);
                if (index >= 0) {
                    return new Step.Index(index);
                }
            } catch (NumberFormatException e) {
                // falls through to the common message
            }
            throw wrong("'" + digits + "' is not a list position");
        }

        private TreeException wrong(String problem) {
            return new TreeException("The key \"" + text + "\" cannot be read: " + problem + ".");
        }
    }
}
