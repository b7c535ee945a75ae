package io.peregrine.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds one run of the command: everything that it would otherwise take from the virtual machine's globals, so that a test can
 * run the command inside its own.
 *
 * @param variables the environment variables
 * @param out standard output, for alerts and for what was asked to be printed; unbuffered
 * @param err standard error, for logs and errors
 * @param home the folder of the shipped configuration and rules
 * @param zone the time zone of times in text alerts
 */
public record CommandEnvironment(
        Map<String, String> variables, OutputStream out, PrintStream err, Path home, ZoneId zone) {
    public CommandEnvironment {
        variables = Map.copyOf(variables);
    }

    /** An environment variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
