package io.peregrine.container.metadata;

import java.util.List;

/**
 * A command by which a runtime looks whether a container is well.
 *
 * @param program what is run
 * @param arguments its arguments
 */
public record ProbeCommand(String program, List<String> arguments) {
    public ProbeCommand {
        arguments = List.copyOf(arguments);
    }

    /** The command line. */
    public String text() {
        return arguments.isEmpty() ? program : program + " " + String.join(" ", arguments);
    }
}
