package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.watch.Part.Change;
import io.peregrine.config.Configuration;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.event.SourceException;
import io.peregrine.output.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a running engine follow its configuration: everything is loaded and prepared aside, and put in force between two events, or nothing
 * is. Used by the thread that reloads.
 */
final class Following {
    /**
     * A configuration with its rules.
     *
     * @param loaded the configuration as it was loaded
     * @param values its settings, but for those that an open source keeps
     * @param rules the rules that it names
     */
    record Loaded(LoadedConfiguration loaded, Configuration values, LoadedRules rules) {}

    /** Loads configuration and rules anew. */
    interface Loading {
        /**
         * Loads them.
         *
         * @param running the configuration in force
         * @throws CommandFailure with everything that is wrong
         */
        Loaded load(Configuration running) throws CommandFailure;
    }

    /**
     * What follows.
     *
     * @param watcher judges by the rules
     * @param parts everything else
     */
    record Engine(SourceWatcher watcher, List<Part> parts) {
        Engine {
            parts = List.copyOf(parts);
        }
    }

    private final Loading loading;
    private final Engine engine;
    private final Consumer<Loaded> done;
    private final Log log;
    private Configuration running;

    /**
     * Makes an engine follow.
     *
     * @param running the configuration in force
     * @param done told when a configuration is in force
     */
    Following(Configuration running, Loading loading, Engine engine, Consumer<Loaded> done, Log log) {
        this.running = running;
        this.loading = loading;
        this.engine = engine;
        this.done = done;
        this.log = log;
    }

    /**
     * Loads everything anew and puts it in force.
     *
     * @return whether it is in force; not when the watch ended meanwhile
     * @throws CommandFailure with everything that is wrong; all is as before then
     */
    boolean reload() throws CommandFailure {
        Loaded next = loading.load(running);
        List<Change> changes = prepare(next.values());
        if (!exchange(next, changes)) {
            changes.forEach(Change::discard);
            return false;
        }
        changes.forEach(Change::settle);
        nameWhatStays(next.loaded().values());
        running = next.values();
        done.accept(next);
        return true;
    }

    private List<Change> prepare(Configuration next) throws CommandFailure {
        List<Change> changes = new ArrayList<>();
        try {
            for (Part part : engine.parts()) {
                changes.add(part.prepare(next));
            }
            return changes;
        } catch (CommandFailure e) {
            changes.forEach(Change::discard);
            throw e;
        }
    }

    private boolean exchange(Loaded next, List<Change> changes) throws CommandFailure {
        try {
            return engine.watcher().exchange(next.rules(), () -> changes.forEach(Change::apply));
        } catch (SourceException e) {
            changes.forEach(Change::discard);
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private void nameWhatStays(Configuration wanted) {
        List<String> keys = RestartSettings.differing(running, wanted);
        if (!keys.isEmpty()) {
            log.warning(
                    "These settings changed but belong to the open source, which keeps the old values until Peregrine"
                            + " is started again: " + String.join(", ", keys) + ".");
        }
    }
}
