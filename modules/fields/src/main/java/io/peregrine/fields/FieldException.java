package io.peregrine.fields;

/** Tells in one sentence why a field cannot be used in the way it was written; carries no stack trace for users. */
public final class FieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal in one sentence. */
    public FieldException(String sentence) {
        super(sentence);
    }
}
