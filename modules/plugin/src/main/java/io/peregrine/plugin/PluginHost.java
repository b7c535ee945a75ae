package io.peregrine.plugin;

import io.peregrine.state.StateTables;

/** What an instance of a plugin is handed when it starts; it may keep it until it is closed. */
public interface PluginHost {
    /** The text of {@code init_config}, a map as JSON; empty for none. */
    String configuration();

    /**
     * The configuration as a record: keys are the names of its components, in the form {@code some_key} for {@code someKey}.
     *
     * @throws PluginException when it is no JSON object, or a value does not fit its component
     */
    default <C extends Record> C configuration(Class<C> type) throws PluginException {
        return ConfigReader.read(configuration(), type);
    }

    /** Writes to the operator's log, under the plugin's name. For any thread. */
    void log(PluginLogLevel level, String message);

    /** Writes to the operator's log, under the name of a part of the plugin. For any thread. */
    default void log(PluginLogLevel level, String component, String message) {
        log(level, component + ": " + message);
    }

    /** The tables of the event source that the instance serves; owned by that source's thread. */
    StateTables tables();
}
