package io.peregrine.app.reload;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.plugins.PluginExchange;
import io.peregrine.app.reload.ReloadPart.Change;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.config.Configuration;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.output.log.Log;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param plugins the plugins with whose fields the rules were loaded
     */
    public record Loaded(LoadedConfiguration loaded, Configuration values, LoadedRules rules, PluginExchange plugins) {}

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
        Changes changes = prepare(next);
        if (!exchange(next, changes)) {
            return false;
        }
        nameWhatStays(next.loaded().values());
        running = next.values();
        done.accept(next);
        return true;
    }

    /** What all share, and what belongs to each source that has not exchanged, in an order in which what may be refused comes first. */
    private record Changes(Change shared, Map<Follower, Change> own) {
        void discard(Loaded next) {
            own.values().forEach(Change::discard);
            shared.discard();
            next.plugins().discard();
        }
    }

    /** Prepares everything or nothing. */
    private Changes prepare(Loaded next) throws CommandFailure {
        List<Change> shared = new ArrayList<>();
        Map<Follower, Change> own = new LinkedHashMap<>();
        try {
            for (ReloadPart part : engine.parts()) {
                shared.add(part.prepare(next.values()));
            }
            for (Follower follower : inOrder(next)) {
                own.put(follower, follower.prepare(next));
            }
            return new Changes(Change.all(shared), own);
        } catch (CommandFailure e) {
            new Changes(Change.all(shared), own).discard(next);
            throw e;
        }
    }

    private List<Follower> inOrder(Loaded next) {
        return engine.followers().stream()
                .sorted(Comparator.comparing((Follower follower) ->
                        next.plugins().of(follower.name()).isEmpty()))
                .toList();
    }

    /**
     * Each source exchanges between two events of its own; the first that does so exchanges what all share too. A source that has ended
     * exchanges nothing. One whose plugins cannot begin keeps what it has, and with it all, unless another source has exchanged before it.
     */
    private boolean exchange(Loaded next, Changes changes) throws CommandFailure {
        boolean any = false;
        for (Follower follower : List.copyOf(changes.own().keySet())) {
            Change own = changes.own().remove(follower);
            Change all = any ? own : Change.all(List.of(own, changes.shared()));
            switch (follower.exchange(all, next)) {
                case Follower.Outcome.Done done -> {
                    any = true;
                    own.settle();
                }
                case Follower.Outcome.Ended ended -> own.discard();
                case Follower.Outcome.Refused(String reason) -> {
                    if (!any) {
                        own.discard();
                        changes.discard(next);
                        throw new CommandFailure(reason);
                    }
                    own.discard();
                    log.error("The source " + follower.name().name() + " keeps its plugins and rules as they were: "
                            + reason);
                }
            }
        }
        if (any) {
            changes.shared().settle();
            next.plugins().settle(log::info);
        } else {
            changes.shared().discard();
            next.plugins().discard();
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
