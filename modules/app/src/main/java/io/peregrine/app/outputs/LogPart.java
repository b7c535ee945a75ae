package io.peregrine.app.outputs;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.Configuration;
import io.peregrine.output.log.OperatorLog;

/** The log's level, format and receivers. */
public record LogPart(OperatorLog log, CommandEnvironment environment) implements ReloadPart {
    @Override
    public Change prepare(Configuration next) {
        OperatorLog.Settings settings = LogSetup.settings(next, environment);
        return () -> log.follow(settings);
    }
}
