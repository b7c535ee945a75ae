package io.peregrine.app.outputs;

import io.peregrine.app.reload.ReloadPart;
import io.peregrine.config.Configuration;
import io.peregrine.config.LogSettings;
import io.peregrine.output.log.Log;
import io.peregrine.output.log.LogLevel;
import io.peregrine.plugin.PluginLogLevel;

/** What the event source, the state tables and plugins say, under libs_logger's threshold alone, as in Falco. Safe for any thread. */
public final class LibsLog implements Log, ReloadPart {
    private final Log log;
    private volatile LogSettings settings;

    /** A log that writes to another. */
    public LibsLog(LogSettings settings, Log log) {
        this.settings = settings;
        this.log = log;
    }

    @Override
    public void log(LogLevel level, String message) {
        LogSettings now = settings;
        if (now.libsEnabled() && level.compareTo(threshold(now.libsSeverity())) <= 0) {
            log.log(always(now), "[libs]: " + message);
        }
    }

    /** A line of a plugin. */
    public void plugin(PluginLogLevel level, String line) {
        if (level == PluginLogLevel.TRACE && !settings.libsSeverity().equals("trace")) {
            return;
        }
        log(
                switch (level) {
                    case FATAL -> LogLevel.EMERGENCY;
                    case CRITICAL -> LogLevel.CRITICAL;
                    case ERROR -> LogLevel.ERROR;
                    case WARNING -> LogLevel.WARNING;
                    case NOTICE -> LogLevel.NOTICE;
                    case INFO -> LogLevel.INFO;
                    case DEBUG, TRACE -> LogLevel.DEBUG;
                },
                line);
    }

    /** The level that log_level lets through, whatever it is: Falco writes these lines at its own. */
    private static LogLevel always(LogSettings settings) {
        return LogLevel.parse(settings.level()).orElse(LogLevel.EMERGENCY);
    }

    /** Falco's names: fatal is the most severe, trace the least. */
    private static LogLevel threshold(String severity) {
        return switch (severity) {
            case "fatal" -> LogLevel.EMERGENCY;
            case "trace" -> LogLevel.DEBUG;
            default -> LogLevel.parse(severity).orElse(LogLevel.INFO);
        };
    }

    @Override
    public Change prepare(Configuration next) {
        return () -> settings = next.log();
    }
}
