package io.peregrine.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program's own options alone, in no groups: what picocli makes of a group takes as long as all of its options. */
@Command(name = "peregrine")
final class RunOptions extends RootCommand {
    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final RunningOptions running = new RunningOptions();

    @Mixin
    private final PrintingOptions printing = new PrintingOptions();

    @Mixin
    private final FormerOptions former = new FormerOptions();

    @Override
    ConfigurationOptions configurationOptions() {
        return configuration;
    }

    @Override
    RunningOptions runningOptions() {
        return running;
    }

    @Override
    PrintingOptions printingOptions() {
        return printing;
    }

    @Override
    FormerOptions formerOptions() {
        return former;
    }
}
