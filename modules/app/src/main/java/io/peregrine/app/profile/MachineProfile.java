package io.peregrine.app.profile;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.ProbeLoading;
import io.peregrine.app.live.TableCare;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.app.rules.RuleFields;
import io.peregrine.app.rules.RulesLoading;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.config.Configuration;
import io.peregrine.engine.profile.RuleProfile;
import io.peregrine.event.SourceException;
import io.peregrine.output.log.Log;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.StageTimes;
import io.peregrine.pipeline.StopRequest;
import io.peregrine.recorder.CaptureFields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The profile of rules on this machine: a part of the time plain, for what that costs, the rest counted. */
final class MachineProfile {
    /** The plain part of the time. */
    private static final int PLAIN_PART = 4;

    private final Configuration configuration;
    private final CommandEnvironment environment;
    private final Log log;
    private final StopRequest stop;

    MachineProfile(Configuration configuration, CommandEnvironment environment, Log log, StopRequest stop) {
        this.configuration = configuration;
        this.environment = environment;
        this.log = log;
        this.stop = stop;
    }

    /** Watches for so long and takes the profile. */
    Profile take(Duration time) throws CommandFailure, SourceException {
        String hostRoot = environment.variable("HOST_ROOT").orElse("");
        try (ProbeLoading loading = ProbeLoading.start(configuration);
                SystemHostNames hosts = new SystemHostNames()) {
            RuleFields fields = new RuleFields(
                    new CaptureFields(), hosts, ContainerSetup.plugin(configuration, hostRoot), LoadedPlugins.NONE);
            LoadedRules rules = new RulesLoading(configuration, environment, fields, log).load();
            try (OpenSource source = OpenSource.open(
                    configuration,
                    rules.selection().calls(),
                    new OpenSource.Surroundings(loading, hostRoot, fields.containers(), LoadedPlugins.NONE, log))) {
                Duration plain = time.dividedBy(PLAIN_PART);
                ProfiledPipeline before = run(source, rules, Optional.empty(), plain);
                Measurement measurement = new Measurement(RuleProfile.install(rules.set(), List.of(source.name())));
                measurement.add(before, false);
                measurement.add(run(source, rules, Optional.of(measurement.times()), time.minus(plain)), true);
                return measurement.profile("this machine for " + time.toSeconds() + " s");
            }
        }
    }

    private ProfiledPipeline run(OpenSource source, LoadedRules rules, Optional<StageTimes> times, Duration time)
            throws SourceException {
        ProfiledPipeline run = new ProfiledPipeline(source, rules, times, log::warning);
        Pipeline pipeline = run.pipeline();
        pipeline.endBy(stop);
        long end = System.nanoTime() + time.toNanos();
        pipeline.endWhen(() -> System.nanoTime() - end >= 0);
        try (TableCare care =
                source.machine().orElseThrow().care(source.context().tables())) {
            care.attachTo(pipeline);
            run.run();
        }
        return run;
    }
}
