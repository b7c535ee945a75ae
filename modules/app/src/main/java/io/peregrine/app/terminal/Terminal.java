package io.peregrine.app.terminal;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a command prints: what was asked for on standard output, everything else on standard error. */
public final class Terminal {
    private final Streams streams;
    private final CommandEnvironment environment;

    /** The streams of these surroundings. */
    public Terminal(CommandEnvironment environment) {
        streams = environment.streams();
        this.environment = environment;
    }

    /** Standard output. */
    public OutputStream out() {
        return streams.out();
    }

    /** How words on standard output are set off. */
    public Style style() {
        return Style.of(environment, streams.outIsTerminal().getAsBoolean());
    }

    private Style errorStyle() {
        return Style.of(environment, streams.errIsTerminal().getAsBoolean());
    }

    /**
     * Prints what was asked for, with a line end if it has none. A reader who has seen enough and goes, such as {@code head}, is no failure.
     *
     * @return the exit status of success
     * @throws CommandFailure when standard output is full or closed
     */
    public int print(String text) throws CommandFailure {
        String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        try {
            streams.out().write(whole.getBytes(StandardCharsets.UTF_8));
            streams.out().flush();
        } catch (IOException e) {
            failed(e);
        }
        return 0;
    }

    /**
     * Standard output could not be written.
     *
     * @throws CommandFailure unless its reader has gone
     */
    public void failed(IOException trouble) throws CommandFailure {
        if (!"Broken pipe".equals(trouble.getMessage())) {
            throw new CommandFailure("Standard output cannot be written: " + trouble.getMessage() + ".", trouble);
        }
    }

    /**
     * A line that says how far a long work has come, if standard error is a terminal.
     *
     * @param printing whether the work prints to standard output meanwhile: on a terminal that is progress enough
     */
    public Progress progress(boolean printing) {
        boolean wanted = streams.errIsTerminal().getAsBoolean()
                && !(printing && streams.outIsTerminal().getAsBoolean());
        return new Progress(wanted ? Optional.of(streams.err()) : Optional.empty(), System::nanoTime);
    }

    /** Says what the user should know. */
    public void warn(String sentence) {
        streams.err().println(errorStyle().warning("Warning:") + " " + sentence);
    }

    /** Says why the command fails. */
    public void error(String sentence) {
        streams.err().println(errorStyle().error("Error:") + " " + sentence);
    }

    /** Says why the command fails, where standard output has said it already: not to who sees both on one terminal. */
    public void repeatAsError(String sentence) {
        if (!(streams.outIsTerminal().getAsBoolean() && streams.errIsTerminal().getAsBoolean())) {
            error(sentence);
        }
    }

    /** Prints why the command ends, for what is no fault of the command line or the configuration. */
    public void runtimeError(String sentence) {
        streams.err().println(errorStyle().error("Runtime error:") + " " + sentence + ". Exiting.");
    }
}
