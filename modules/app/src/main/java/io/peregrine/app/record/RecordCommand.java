package io.peregrine.app.record;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.live.DropReports;
import io.peregrine.app.live.OpenSource;
import io.peregrine.app.live.ProbeLoading;
import io.peregrine.app.live.SyscallSets;
import io.peregrine.app.outputs.LogSetup;
import io.peregrine.app.plugins.LoadedPlugins;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Progress;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.app.watch.Signals;
import io.peregrine.config.Configuration;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.event.SourceException;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.pipeline.StopRequest;
import io.peregrine.recorder.ConditionFilter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The command {@code record}: writes the events of the machine, or of one command and its children, to a capture. */
public final class RecordCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command in these surroundings, which shows on the terminal how far it is unless a command of the user's own is at it. */
    public RecordCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Records.
     *
     * @return the exit status of the command that was recorded, 0 without one
     * @throws CommandFailure with the sentence that the user reads
     */
    public int execute(Invocation.RecordCapture record, Configuration configuration) throws CommandFailure {
        StopRequest control = new StopRequest();
        String hostRoot = environment.variable("HOST_ROOT").orElse("");
        Optional<ContainerPlugin> containers = ContainerSetup.plugin(configuration, hostRoot);
        try (AutoEnd _ = () -> containers.ifPresent(ContainerPlugin::close);
                ProbeLoading loading = ProbeLoading.start(configuration);
                OperatorLog log = LogSetup.open(configuration, environment);
                OpenSource opened = OpenSource.open(
                        configuration,
                        SyscallSets.all(),
                        new OpenSource.Surroundings(loading, hostRoot, containers, LoadedPlugins.NONE, log));
                SystemHostNames hosts = new SystemHostNames();
                Progress progress = record.command().isEmpty() ? terminal.progress(false) : Progress.none();
                Signals _ = Signals.install(new Signals.Actions(control::stop, () -> {}, () -> {}))) {
            RecordSettings settings =
                    new RecordSettings(record.output(), record.duration(), record.isPrivate(), record.command());
            RecordRun run = new RecordRun(opened.feed(), settings, control::isAsked, log::error);
            containers.ifPresent(run::lookUpContainers);
            AtomicLong lostBefore = new AtomicLong();
            run.whenItBegins(() -> lostBefore.set(lost(opened)));
            run.whenTimePasses(events -> progress.at("Recording " + record.output() + ", Ctrl-C ends it", events, -1));
            RecordRun.Result result = run.run(ConditionFilter.of(
                    record.filter(),
                    new RuleSetup(
                                    configuration,
                                    environment,
                                    containers.map(ContainerPlugin::fields).stream()
                                            .toList(),
                                    hosts)
                            .catalog(),
                    opened.context()));
            progress.erase();
            environment
                    .err()
                    .println("Recorded " + result.events() + " events, " + result.fileBytes() + " bytes, in "
                            + record.output() + "." + losses(lost(opened) - lostBefore.get()));
            return result.commandStatus().orElse(0);
        } catch (FilterException e) {
            throw new CommandFailure("The condition of --filter is wrong: " + e.getMessage() + ".", e);
        } catch (RecordException | SourceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /** Something to end that throws nothing. */
    private interface AutoEnd extends AutoCloseable {
        @Override
        void close();
    }

    /** How many events of the machine the kernel could not hand over. */
    private static long lost(OpenSource opened) {
        return opened.probe()
                .map(probe -> DropReports.counts(probe.counters()).drops())
                .orElse(0L);
    }

    private static String losses(long lost) {
        return lost == 0
                ? ""
                : " " + lost + " events of the machine were lost, because they came faster than they were taken.";
    }
}
