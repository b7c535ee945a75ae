package io.peregrine.plugin;

import io.peregrine.state.StateTables;
import java.util.function.Supplier;

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

    /**
     * The tables of the event source that the instance serves; owned by that source's thread. While the instance starts that source may run already, because a
     * reload exchanges the plugin: {@link Plugin#start} looks up and adds fields, and reaches entries through {@link #betweenEvents} alone.
     */
    StateTables tables();

    /**
     * Does something with the entries of the tables while the instance starts: by the thread of the source between two events where the source runs, else at
     * once. To be called within {@link Plugin#start} only.
     *
     * @return what it returns
     */
    default <T> T betweenEvents(Supplier<T> action) {
        return action.get();
    }
}
