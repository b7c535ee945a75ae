package io.peregrine.filter.regex;

/** A pattern was refused; the message says why, in RE2's words. */
public final class PosixSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    PosixSyntaxException(String message) {
        super(message, null, false, false);
    }
}
