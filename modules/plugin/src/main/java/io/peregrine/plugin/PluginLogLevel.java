package io.peregrine.plugin;

/** How urgent a plugin finds what it logs, the most urgent first, as in {@code ss_plugin_log_severity} of plugin API 3.12. */
public enum PluginLogLevel {
    /** The plugin cannot go on. */
    FATAL,
    /** Something important is lost. */
    CRITICAL,
    /** Something failed. */
    ERROR,
    /** Something is odd. */
    WARNING,
    /** Something an operator should see. */
    NOTICE,
    /** What happens. */
    INFO,
    /** What a developer wants to see. */
    DEBUG,
    /** Everything. */
    TRACE
}
