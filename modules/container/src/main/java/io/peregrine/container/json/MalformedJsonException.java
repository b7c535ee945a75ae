package io.peregrine.container.json;

/** What was read is no JSON, or says something of another type than it must. The message is a clause. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String clause) {
        super(clause);
    }
}
