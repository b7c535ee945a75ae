package io.peregrine.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** How a run goes; see {@link OptionGroup}. */
final class RunningOptions extends OptionGroup {
    private final OptionSpec dryRun =
            flag("Load everything, open nothing; says whether configuration and rules are good.", "--dry-run");

    private final OptionSpec enabled =
            many("SOURCE", "Open only this event source; may be given many times.", "--enable-source");

    private final OptionSpec disabled =
            many("SOURCE", "Leave this event source closed; may be given many times.", "--disable-source");

    private final OptionSpec seconds = one(long.class, "SECONDS", "End after this many seconds.", "-M");

    private final OptionSpec pidFile =
            one(Path.class, "FILE", "Write the process number to this file.", "-P", "--pidfile");

    private final OptionSpec unbuffered =
            flag("Write every alert at once, whatever buffered_outputs says.", "-U", "--unbuffered");

    private final OptionSpec verbose = flag("Print statistics at the end, and log what the kernel leaves out.", "-v");

    @Override
    String heading() {
        return "%nRunning:%n";
    }

    @Override
    List<OptionSpec> options() {
        return List.of(dryRun, enabled, disabled, seconds, pidFile, unbuffered, verbose);
    }

    boolean unbuffered() {
        return isGiven(unbuffered);
    }

    Invocation.Sources sources() {
        return new Invocation.Sources(values(enabled), values(disabled));
    }

    Invocation.Limits limits() {
        Optional<Long> given = Optional.ofNullable(seconds.getValue());
        return new Invocation.Limits(
                given.filter(count -> count > 0).map(Duration::ofSeconds),
                isGiven(dryRun),
                isGiven(verbose),
                Optional.ofNullable(pidFile.getValue()));
    }
}
