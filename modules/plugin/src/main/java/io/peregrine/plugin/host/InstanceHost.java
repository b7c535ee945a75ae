package io.peregrine.plugin.host;

import io.peregrine.plugin.PluginHost;
import io.peregrine.plugin.PluginLogLevel;
import io.peregrine.state.StateTables;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What one instance is handed. */
final class InstanceHost implements PluginHost {
    private final String name;
    private final String configuration;
    private final Surroundings surroundings;

    /**
     * What the instances of a source share.
     *
     * @param tables the tables of the source
     * @param log where they log
     * @param thread what runs the stream of the source, if it runs
     */
    record Surroundings(StateTables tables, PluginLog log, Supplier<Optional<StreamThread>> thread) {}

    InstanceHost(String name, String configuration, Surroundings surroundings) {
        this.name = name;
        this.configuration = configuration;
        this.surroundings = surroundings;
    }

    @Override
    public String configuration() {
        return configuration;
    }

    @Override
    public void log(PluginLogLevel level, String message) {
        log(level, name, message);
    }

    @Override
    public void log(PluginLogLevel level, String component, String message) {
        surroundings.log().log(level, component + ": " + message);
    }

    @Override
    public StateTables tables() {
        return surroundings.tables();
    }

    @Override
    public <T> T betweenEvents(Supplier<T> action) {
        Optional<StreamThread> thread = surroundings.thread().get();
        AtomicReference<T> result = new AtomicReference<>();
        if (thread.isPresent() && thread.get().exchange(() -> result.set(action.get()))) {
            return result.get();
        }
        return action.get();
    }
}
