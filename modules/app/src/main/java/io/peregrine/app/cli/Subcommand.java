package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;

/** A command of its own behind the program's name. */
interface Subcommand {
    /** Returns what it asks for; {@code configuration} comes from the options before its name. */
    Invocation invocation(ConfigurationRequest configuration) throws UsageException;

    /** The exit status when its options and arguments cannot be understood. */
    default int usageStatus() {
        return 1;
    }
}
