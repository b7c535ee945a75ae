package io.peregrine.plugin.json;

/** Tells why a text is no JSON, or a schema cannot be used. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The reason. */
    public JsonException(String reason) {
        super(reason);
    }

    /** The reason with the exception behind it. */
    public JsonException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
