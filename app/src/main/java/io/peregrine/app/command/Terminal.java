package io.peregrine.app.command;

import io.peregrine.app.CommandFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints: what was asked for on standard output, everything else on standard error.
 *
 * @param out standard output
 * @param err standard error
 */
public record Terminal(OutputStream out, PrintStream err) {
    /**
     * Prints what was asked for, with a line end if it has none.
     *
     * @return the exit status of success
     * @throws CommandFailure when standard output is full or closed
     */
    public int print(String text) throws CommandFailure {
        String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        try {
            out.write(whole.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new CommandFailure("Standard output cannot be written: " + e.getMessage() + ".", e);
        }
        return 0;
    }

    /** Says what the user should know. */
    public void warn(String sentence) {
        err.println("Warning: " + sentence);
    }

    /** Says why the command fails. */
    public void error(String sentence) {
        err.println("Error: " + sentence);
    }
}
