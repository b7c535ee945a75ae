package io.peregrine.alert;

import java.util.Locale;
import java.util.Optional;

/** The severity of a rule, from the most urgent to the least; the ordinal is the syslog severity number. */
public enum Priority {
    EMERGENCY("Emergency"),
    ALERT("Alert"),
    CRITICAL("Critical"),
    ERROR("Error"),
    WARNING("Warning"),
    NOTICE("Notice"),
    INFORMATIONAL("Informational"),
    DEBUG("Debug");

    private final String displayName;

    Priority(String displayName) {
        this.displayName = displayName;
    }

    /** Returns the name as it is written in alerts, for example {@code Informational}. */
    public String displayName() {
        return displayName;
    }

    /** Returns the short upper-case name used in the closing summary; differs only for {@code INFO}. */
    public String summaryName() {
        return this == INFORMATIONAL ? "INFO" : displayName.toUpperCase(Locale.ROOT);
    }

    /** Returns the syslog severity and the number used as a metric label: 0 is emergency, 7 is debug. */
    public int severity() {
        return ordinal();
    }

    /** Tells whether a rule of this priority is loaded when {@code threshold} is the least severe one wanted. */
    public boolean isAtLeast(Priority threshold) {
        return ordinal() <= threshold.ordinal();
    }

    /** Reads a priority name in any letter case; {@code info} is accepted for {@code informational}. */
    public static Optional<Priority> parse(String text) {
        if (text.equalsIgnoreCase("info")) {
            return Optional.of(INFORMATIONAL);
        }
        for (Priority priority : values()) {
            if (priority.displayName.equalsIgnoreCase(text)) {
                return Optional.of(priority);
            }
        }
        return Optional.empty();
    }
}
