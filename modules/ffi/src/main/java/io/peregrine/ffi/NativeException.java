package io.peregrine.ffi;

/** The failure of a native call. Its message is a sentence that says what could not be done and, where it is known, the remedy. */
public final class NativeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /** A failure without an error number: a missing library or symbol. */
    public NativeException(String message) {
        this(message, 0);
    }

    /** A failure with the system's error number, which the message should name in words. */
    public NativeException(String message, int errno) {
        super(message);
        this.errno = errno;
    }

    /** The system's error number (errno), 0 when there is none. */
    public int errno() {
        return errno;
    }
}
