package io.peregrine.app;

import io.peregrine.config.LoadedConfiguration;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What surrounds one run of the command: everything that it would otherwise take from the virtual machine's globals, so that a test can
 * run the command inside its own.
 *
 * @param variables the environment variables
 * @param streams where it prints
 * @param home the folder of the shipped configuration and rules
 * @param localZone the time zone of times in text alerts
 * @param whenLoaded told of each configuration that was loaded, before anything follows from it
 */
public record CommandEnvironment(
        Map<String, String> variables, Streams streams, Path home, Supplier<ZoneId> localZone, WhenLoaded whenLoaded) {
    /** Is told of a configuration that was loaded. */
    @FunctionalInterface
    public interface WhenLoaded {
        /**
         * It was loaded.
         *
         * @param tables how many sets of tables there will be at once
         */
        void loaded(LoadedConfiguration configuration, int tables);
    }

    public CommandEnvironment {
        variables = Map.copyOf(variables);
    }

    /** Surroundings in which nothing follows from a configuration by itself. */
    public CommandEnvironment(Map<String, String> variables, Streams streams, Path home, ZoneId zone) {
        this(variables, streams, home, () -> zone, (loaded, tables) -> {});
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

    /** The time zone of times in text alerts. */
    public ZoneId zone() {
        return localZone.get();
    }

    /** An environment variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
