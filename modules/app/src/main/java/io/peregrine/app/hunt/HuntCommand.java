package io.peregrine.app.hunt;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.Settings;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.outputs.OutputSetup;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Progress;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.config.Configuration;
import io.peregrine.output.log.Log;
import io.peregrine.output.log.LogLevel;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The command {@code hunt}: judges many captures side by side. */
public final class HuntCommand {
    /** The exit status when some captures could not be read to their ends. */
    public static final int INCOMPLETE = 2;

    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public HuntCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Judges the captures.
     *
     * @return 0, or {@link #INCOMPLETE}
     * @throws CommandFailure when nothing can be judged, or standard output cannot be written
     */
    public int execute(Invocation.HuntCaptures asked) throws CommandFailure {
        List<Path> captures = CaptureFiles.expand(asked.captures());
        int jobs = Math.min(asked.jobs(), captures.size());
        Configuration configuration = Settings.load(environment, asked.configuration(), jobs)
                .values()
                .replaying(captures.getFirst().toString());
        HuntLines lines = new HuntLines(
                asked.summaryOnly() ? OutputStream.nullOutputStream() : environment.out(),
                OutputSetup.writer(configuration, environment),
                asked.json());
        long begin = System.nanoTime();
        List<CaptureFinding> found;
        try (SystemHostNames hosts = new SystemHostNames();
                Progress progress = terminal.progress(!asked.summaryOnly())) {
            found = new Hunters(captures, configuration, new Hunters.Surroundings(environment, hosts, lines, log()))
                    .run(jobs, progress);
        }
        if (lines.failure().isPresent()) {
            terminal.failed(lines.failure().get());
            return 0;
        }
        HuntSummary summary = new HuntSummary(found, jobs, Duration.ofNanos(System.nanoTime() - begin));
        terminal.print(asked.json() ? HuntReport.json(summary) : HuntReport.text(summary, terminal.style()));
        return summary.isComplete() ? 0 : INCOMPLETE;
    }

    /** Troubles go to standard error; what a log says otherwise is not asked for. */
    private Log log() {
        return (level, message) -> {
            if (level.compareTo(LogLevel.WARNING) <= 0) {
                terminal.warn(message);
            }
        };
    }
}
