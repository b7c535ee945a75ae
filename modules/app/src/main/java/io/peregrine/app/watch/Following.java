package io.peregrine.app.watch;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.watch.Part.Change;
import io.peregrine.config.Configuration;
import io.peregrine.config.LoadedConfiguration;
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
     * @param watchers judge by the rules, each with the parts of its source
     * @param parts what all sources share
     */
    record Engine(List<SourceWatcher> watchers, List<Part> parts) {
        Engine {
            watchers = List.copyOf(watchers);
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
        List<Change> ofSources = new ArrayList<>();
        Change shared = prepare(next, ofSources);
        if (!exchange(shared, ofSources)) {
            return false;
        }
        nameWhatStays(next.loaded().values());
        running = next.values();
        done.accept(next);
        return true;
    }

    /** Prepares everything or nothing: what all share, and what belongs to each source. */
    private Change prepare(Loaded next, List<Change> ofSources) throws CommandFailure {
        List<Change> shared = new ArrayList<>();
        try {
            for (Part part : engine.parts()) {
                shared.add(part.prepare(next.values()));
            }
            for (SourceWatcher watcher : engine.watchers()) {
                ofSources.add(watcher.prepare(next.rules(), next.values()));
            }
            return Change.all(shared);
        } catch (CommandFailure e) {
            ofSources.forEach(Change::discard);
            shared.forEach(Change::discard);
            throw e;
        }
    }

    /**
     * Each source exchanges between two events of its own; the first that does so exchanges what all share too. A source that has ended
     * exchanges nothing.
     */
    private boolean exchange(Change shared, List<Change> ofSources) {
        boolean any = false;
        for (int i = 0; i < ofSources.size(); i++) {
            Change own = ofSources.get(i);
            Change all = any ? own : Change.all(List.of(own, shared));
            if (engine.watchers().get(i).pipeline().exchange(all::apply)) {
                any = true;
                own.settle();
            } else {
                own.discard();
            }
        }
        if (any) {
            shared.settle();
        } else {
            shared.discard();
        }
        return any;
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
