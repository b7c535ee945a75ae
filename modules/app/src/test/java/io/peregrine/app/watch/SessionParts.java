package io.peregrine.app.watch;

import io.peregrine.alert.AlertFormat;
import io.peregrine.alert.AlertWriter;
import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.Settings;
import io.peregrine.app.outputs.Outputs;
import io.peregrine.config.Configuration;
import io.peregrine.config.ConfigurationRequest;
import io.peregrine.output.AlertSink;
import io.peregrine.output.OutputCounters;
import io.peregrine.output.OutputPipeline;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parts of a session for tests of others. */
public final class SessionParts {
    private SessionParts() {}

    /** Outputs without sinks. */
    public static Outputs noOutputs() {
        return new Outputs(
                configuration(""),
                pipeline(List.of()),
                next -> pipeline(List.of()),
                new OutputCounters(),
                (level, message) -> {});
    }

    /** Outputs that are neither open nor started. */
    public static OutputPipeline pipeline(List<AlertSink> sinks) {
        return new OutputPipeline(
                new OutputPipeline.Options(
                        new AlertWriter(
                                new AlertFormat(false, true, new AlertFormat.Properties(true, false, true, true)),
                                ZoneOffset.UTC),
                        0,
                        false,
                        Duration.ofSeconds(1)),
                List.of(),
                sinks,
                new OutputPipeline.Surroundings(
                        (level, message) -> {}, new OutputCounters(), InstantSource.system(), sentence -> {}));
    }

    /** What a text says. */
    public static Configuration configuration(String text) {
        try {
            Path file = Files.writeString(Files.createTempFile("peregrine", ".yaml"), text);
            try {
                return Settings.load(
                                environment(),
                                new ConfigurationRequest(Optional.of(file), List.of(), List.of(), "", false))
                        .values();
            } finally {
                Files.delete(file);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Surroundings that print nowhere. */
    public static CommandEnvironment environment() {
        return new CommandEnvironment(
                Map.of(),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                Path.of("/nonexistent"),
                ZoneOffset.UTC);
    }
}
