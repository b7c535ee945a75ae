package io.peregrine.app.cli;

/** A command line that cannot be understood; the message is a sentence for the user. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    /** Makes an exception from a sentence; the program ends with the status 1. */
    public UsageException(String message) {
        this(message, 1);
    }

    /** Makes an exception from a sentence and the status with which the program ends. */
    public UsageException(String message, int exitStatus) {
        super(message);
        this.exitStatus = exitStatus;
    }

    /** The status with which the program ends. */
    public int exitStatus() {
        return exitStatus;
    }
}
