package io.peregrine.app.outputs;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.config.Configuration;
import io.peregrine.config.LogSettings;
import io.peregrine.output.log.LogFormat;
import io.peregrine.output.log.LogLevel;
import io.peregrine.output.log.OperatorLog;
import io.peregrine.output.log.SyslogSocket;
import java.time.InstantSource;
import java.util.Optional;

/** Opens the operator's log as the configuration asks for it. */
public final class LogSetup {
    private LogSetup() {}

    public static OperatorLog open(Configuration configuration, CommandEnvironment environment) {
        return new OperatorLog(settings(configuration, environment), InstantSource.system());
    }

    /** What the configuration asks for. */
    public static OperatorLog.Settings settings(Configuration configuration, CommandEnvironment environment) {
        LogSettings log = configuration.log();
        LogFormat plain = configuration.format().iso8601() ? LogFormat.TEXT_ISO_8601 : LogFormat.TEXT;
        return new OperatorLog.Settings(
                LogLevel.parse(log.level()).orElse(LogLevel.INFO),
                log.json() ? LogFormat.JSON : plain,
                environment.zone(),
                log.stderr() ? Optional.of(environment.err()) : Optional.empty(),
                log.syslog()
                        ? Optional.of(new SyslogSocket(SyslogSocket.DEV_LOG, "peregrine", InstantSource.system()))
                        : Optional.empty());
    }
}
