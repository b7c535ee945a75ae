package io.peregrine.app.terminal;

import io.peregrine.app.CommandEnvironment;

/** How words are set off: by a terminal's attributes, or not at all. */
public enum Style {
    /** Plain text, for pipes, files and whoever sets {@code NO_COLOR} (no-color.org) or has a dumb terminal. */
    PLAIN,
    /** With the escape sequences of ECMA-48 that every terminal knows. */
    COLOURED;

    /** What suits text that goes to a terminal, or does not. */
    public static Style of(CommandEnvironment environment, boolean terminal) {
        boolean wanted = environment.variable("NO_COLOR").isEmpty()
                && !environment.variable("TERM").orElse("dumb").equals("dumb");
        return terminal && wanted ? COLOURED : PLAIN;
    }

    /** A heading. */
    public String heading(String text) {
        return set("1", text);
    }

    /** What goes before an error. */
    public String error(String text) {
        return set("1;31", text);
    }

    /** What goes before a warning. */
    public String warning(String text) {
        return set("1;33", text);
    }

    private String set(String attributes, String text) {
        return this == PLAIN ? text : "\033[" + attributes + "m" + text + "\033[0m";
    }
}
