package io.peregrine.output.log;

import java.util.Locale;
import java.util.Optional;

/** The severity of a log message; the ordinal is the syslog severity number. */
public enum LogLevel {
    EMERGENCY,
    ALERT,
    CRITICAL,
    ERROR,
    WARNING,
    NOTICE,
    INFO,
    DEBUG;

    /** Returns the name as settings spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a level's name in any letter case. */
    public static Optional<LogLevel> parse(String text) {
        for (LogLevel level : values()) {
            if (level.name().equalsIgnoreCase(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
