package io.peregrine.app;

import io.peregrine.config.LoadedConfiguration;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What surrounds one run of the command: everything that it would otherwise take from the virtual machine's globals, so that a test can
 * run the command inside its own.
 *
 * @param variables the environment variables
 * @param streams where it prints
 * @param home the folder of the shipped configuration and rules
 * @param zone the time zone of times in text alerts
 * @param whenLoaded told of each configuration that was loaded, before anything follows from it
 */
public record CommandEnvironment(
        Map<String, String> variables,
        Streams streams,
        Path home,
        ZoneId zone,
        Consumer<LoadedConfiguration> whenLoaded) {
    public CommandEnvironment {
        variables = Map.copyOf(variables);
    }

    /** Surroundings in which nothing follows from a configuration by itself. */
    public CommandEnvironment(Map<String, String> variables, Streams streams, Path home, ZoneId zone) {
        this(variables, streams, home, zone, loaded -> {});
    }

    /** Surroundings without a terminal. */
    public CommandEnvironment(
            Map<String, String> variables, OutputStream out, PrintStream err, Path home, ZoneId zone) {
        this(variables, new Streams(out, err, false, false), home, zone);
    }

    /** Standard output. */
    public OutputStream out() {
        return streams.out();
    }

    /** Standard error. */
    public PrintStream err() {
        return streams.err();
    }

    /** An environment variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
