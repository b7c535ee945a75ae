package io.peregrine.app.reload;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.reload.ReloadPart.Change;
import io.peregrine.app.rules.LoadedRules;
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
public final class Following {
    /**
     * A configuration with its rules.
     *
     * @param loaded the configuration as it was loaded
     * @param values its settings, but for those that an open source keeps
     * @param rules the rules that it names
     */
    public record Loaded(LoadedConfiguration loaded, Configuration values, LoadedRules rules) {}

    /** Loads configuration and rules anew. */
    public interface Loading {
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
     * @param followers the sources, each with its own parts
     * @param parts what all sources share
     */
    public record Engine(List<Follower> followers, List<ReloadPart> parts) {
        public Engine {
            followers = List.copyOf(followers);
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
    public Following(Configuration running, Loading loading, Engine engine, Consumer<Loaded> done, Log log) {
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
    public boolean reload() throws CommandFailure {
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
            for (ReloadPart part : engine.parts()) {
                shared.add(part.prepare(next.values()));
            }
            for (Follower follower : engine.followers()) {
                ofSources.add(follower.prepare(next.rules(), next.values()));
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
            if (engine.followers().get(i).exchange(all::apply)) {
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
