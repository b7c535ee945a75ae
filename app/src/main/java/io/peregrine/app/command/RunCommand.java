package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import java.util.List;

/** The command without a subcommand: watches, or prints one thing about the engine. */
public final class RunCommand {
    private static final long PAGE_SIZE = 4096;

    private final CommandEnvironment environment;
    private final Terminal terminal;
    private final List<String> arguments;

    /** A command that prints on this terminal. */
    public RunCommand(CommandEnvironment environment, Terminal terminal, List<String> arguments) {
        this.environment = environment;
        this.terminal = terminal;
        this.arguments = List.copyOf(arguments);
    }

    /**
     * Does what the invocation asks for.
     *
     * @return the exit status
     * @throws CommandFailure with the sentence that the user reads
     */
    public int execute(Invocation.Run run) throws CommandFailure {
        return 0;
    }
}
