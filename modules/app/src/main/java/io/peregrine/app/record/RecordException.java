package io.peregrine.app.record;

/** Tells in one sentence why a recording could not begin or had to be given up. */
public final class RecordException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure in one sentence. */
    public RecordException(String sentence) {
        super(sentence);
    }

    /** A failure in one sentence with the exception behind it. */
    public RecordException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
