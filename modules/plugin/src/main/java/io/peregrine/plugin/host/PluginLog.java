package io.peregrine.plugin.host;

import io.peregrine.plugin.PluginLogLevel;

/** Where lines of plugins go. For any thread. */
@FunctionalInterface
public interface PluginLog {
    /** Writes a line. */
    void log(PluginLogLevel level, String line);
}
