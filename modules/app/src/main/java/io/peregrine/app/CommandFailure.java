package io.peregrine.app;

import java.nio.file.InvalidPathException;

/** Ends a command with a sentence for the user and a non-zero exit status; nobody is shown its stack trace. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private boolean runtime;

    /** What Falco ends with as {@code Runtime error: ... Exiting.} */
    public static CommandFailure ofRuntime(String sentence, Throwable cause) {
        CommandFailure failure = new CommandFailure(sentence, cause);
        failure.runtime = true;
        return failure;
    }

    /** Whether it is shown as {@code Runtime error: ... Exiting.} */
    public boolean isRuntime() {
        return runtime;
    }

    /** A failure in one or more sentences. */
    public CommandFailure(String sentence) {
        super(sentence);
    }

    /** A failure with the exception behind it. */
    public CommandFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** A failure for a name that no file can have here. */
    public static CommandFailure of(InvalidPathException e) {
        String name = e.getInput().replaceAll("\\p{Cntrl}", "?");
        String reason = e.getReason().startsWith("Malformed")
                ? "this machine has no locale in UTF-8, so that file names must be ASCII; install the locale C.UTF-8"
                : e.getReason();
        return new CommandFailure("The path '" + name + "' cannot be used: " + reason + ".", e);
    }
}
