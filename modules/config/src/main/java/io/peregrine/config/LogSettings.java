package io.peregrine.config;

/**
 * The log.
 *
 * @param level the least severe level that is written, in lower case
 * @param stderr write to standard error
 * @param syslog write to the system log
 * @param json lines on standard error as JSON
 * @param libsEnabled write what the event source and state engine say
 * @param libsSeverity the least severe of their messages that is written, in lower case
 */
public record LogSettings(
        String level, boolean stderr, boolean syslog, boolean json, boolean libsEnabled, String libsSeverity) {}
