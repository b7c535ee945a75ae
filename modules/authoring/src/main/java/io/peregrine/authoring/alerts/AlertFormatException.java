package io.peregrine.authoring.alerts;

/** A text is no JSON of alerts. */
public final class AlertFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    AlertFormatException(String sentence, int line) {
        super(sentence);
        this.line = line;
    }

    /** The line of the text that it is about, counted from 1. */
    public int line() {
        return line;
    }
}
