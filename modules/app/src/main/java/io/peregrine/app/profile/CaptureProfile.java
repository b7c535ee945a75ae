package io.peregrine.app.profile;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.ProbeLoading;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.ReplayEquipment;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Progress;
import io.peregrine.capture.CaptureSource;
import io.peregrine.config.Configuration;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.StageTimes;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/**
 * The profile of rules on a capture. It is replayed several times, plain and counted, until the virtual machine has compiled what it will and there are enough
 * times; with plugins, which keep a state of their own, once plain and once counted.
 */
final class CaptureProfile {
    /** A second of processor time is enough for the virtual machine, and for the times of a small capture. */
    private static final long ENOUGH = 1_000_000_000L;

    private static final int MOST_RUNS = 20;

    private final Path capture;
    private final Configuration configuration;
    private final Surroundings with;

    /**
     * What a replay is looked at with.
     *
     * @param environment what surrounds the command
     * @param hosts the names of hosts
     * @param log where troubles go
     * @param progress told how far it is
     */
    record Surroundings(CommandEnvironment environment, SystemHostNames hosts, Log log, Progress progress) {}

    CaptureProfile(Path capture, Configuration configuration, Surroundings with) {
        this.capture = capture;
        this.configuration = configuration;
        this.with = with;
    }

    /** Takes the profile. */
    Profile take() throws CommandFailure, SourceException {
        return ReplayEquipment.isShared(configuration) ? takeInTurns() : takeOnce();
    }

    /** A run without and one with counting, in turns, so that both meet the machine as it is. */
    private Profile takeInTurns() throws CommandFailure, SourceException {
        try (ReplayEquipment equipment = make()) {
            warm(equipment, Optional.empty());
            RuleProfile warming = install(equipment);
            warm(equipment, Optional.of(new StageTimes()));
            warming.pause();
            RuleProfile rules = install(equipment);
            Measurement measurement = new Measurement(rules);
            for (int i = 0; i < MOST_RUNS && measurement.nanos() < ENOUGH; i++) {
                rules.pause();
                measurement.add(replay(equipment, Optional.empty()), false);
                rules.resume();
                measurement.add(replay(equipment, Optional.of(measurement.times())), true);
            }
            return measurement.profile(capture.toString());
        }
    }

    private void warm(ReplayEquipment equipment, Optional<StageTimes> times) throws CommandFailure, SourceException {
        long spent = 0;
        for (int i = 0; i < MOST_RUNS && spent < ENOUGH; i++) {
            spent += replay(equipment, times).nanos();
        }
    }

    private Profile takeOnce() throws CommandFailure, SourceException {
        ProfiledPipeline plain;
        try (ReplayEquipment equipment = make()) {
            plain = replay(equipment, Optional.empty());
        }
        try (ReplayEquipment equipment = make()) {
            Measurement measurement = new Measurement(install(equipment));
            measurement.add(plain, false);
            measurement.add(replay(equipment, Optional.of(measurement.times())), true);
            return measurement.profile(capture.toString());
        }
    }

    private ReplayEquipment make() throws CommandFailure {
        return ReplayEquipment.make(configuration, with.environment(), with.hosts(), with.log());
    }

    private static RuleProfile install(ReplayEquipment equipment) {
        return RuleProfile.install(
                equipment.rules().set(),
                equipment.plugins().sources().stream().map(SourceName::name).toList());
    }

    private ProfiledPipeline replay(ReplayEquipment equipment, Optional<StageTimes> times)
            throws CommandFailure, SourceException {
        try (OpenSource source = OpenSource.open(
                configuration,
                new BitSet(),
                new OpenSource.Surroundings(
                        ProbeLoading.none(),
                        "",
                        ContainerSetup.plugin(configuration),
                        equipment.plugins(),
                        with.log()))) {
            ProfiledPipeline run = new ProfiledPipeline(source, equipment.rules(), times, with.log()::warning);
            if (source.feed().events() instanceof CaptureSource file) {
                run.pipeline()
                        .addChore(() -> with.progress()
                                .at(
                                        times.isPresent() ? "Profiling " + capture : "Reading " + capture,
                                        run.pipeline().handled(),
                                        file.share()));
            }
            equipment.plugins().begin(SourceName.SYSCALL, run.pipeline());
            run.run();
            return run;
        }
    }
}
