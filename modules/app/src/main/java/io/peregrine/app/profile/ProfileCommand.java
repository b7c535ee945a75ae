package io.peregrine.app.profile;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Settings;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Progress;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.app.watch.Signals;
import io.peregrine.config.Configuration;
import io.peregrine.config.EngineSettings;
import io.peregrine.event.SourceException;
import io.peregrine.output.log.Log;
import io.peregrine.output.log.LogLevel;
import io.peregrine.pipeline.StopRequest;
import java.nio.file.Path;
import java.time.Duration;

/** The command {@code profile}: says what rules cost. */
public final class ProfileCommand {
    /** Every bucket is compiled before the first event, so that none is exchanged behind a profile's back. */
    private static final String COMPILED = "engine.evaluator=compiled";

    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public ProfileCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Takes and prints the profile.
     *
     * @return 0
     * @throws CommandFailure when rules or capture cannot be read, or the machine cannot be watched
     */
    public int execute(Invocation.ProfileRules asked) throws CommandFailure {
        Configuration configuration =
                Settings.load(environment, asked.configuration().with(COMPILED)).values();
        try {
            Profile profile = switch (asked.subject()) {
                case Invocation.ProfileSubject.OfCapture(Path capture) ->
                    ofCapture(capture, configuration.replaying(capture.toString()));
                case Invocation.ProfileSubject.OfMachine(Duration time) -> ofMachine(time, configuration);
            };
            return terminal.print(asked.json() ? ProfileJson.of(profile) : ProfileText.of(profile, terminal.style()));
        } catch (SourceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private Profile ofCapture(Path capture, Configuration configuration) throws CommandFailure, SourceException {
        try (SystemHostNames hosts = new SystemHostNames();
                Progress progress = terminal.progress(false)) {
            return new CaptureProfile(
                            capture,
                            configuration,
                            new CaptureProfile.Surroundings(environment, hosts, log(), progress))
                    .take();
        }
    }

    private Profile ofMachine(Duration time, Configuration configuration) throws CommandFailure, SourceException {
        if (configuration.engine().kind() != EngineSettings.Kind.MODERN_EBPF) {
            throw new CommandFailure(
                    "The machine is profiled with engine.kind: modern_ebpf alone; the configuration says "
                            + "otherwise. Name a capture to profile a replay.");
        }
        StopRequest stop = new StopRequest();
        try (Signals _ = Signals.install(new Signals.Actions(stop::stop, () -> {}, () -> {}))) {
            return new MachineProfile(configuration, environment, log(), stop).take(time);
        }
    }

    private Log log() {
        return (level, message) -> {
            if (level.compareTo(LogLevel.WARNING) <= 0) {
                terminal.warn(message);
            }
        };
    }
}
