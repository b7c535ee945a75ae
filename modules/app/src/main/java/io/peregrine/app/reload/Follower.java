package io.peregrine.app.reload;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.config.Configuration;

/** One source that follows the configuration, at its own moment between two events. */
public interface Follower {
    /**
     * Prepares for other rules and another configuration, aside of what runs. Called by the thread that reloads; what is returned is applied by
     * the source's thread.
     *
     * @throws CommandFailure when it cannot follow; everything is as before then
     */
    ReloadPart.Change prepare(LoadedRules rules, Configuration next) throws CommandFailure;

    /**
     * Has an action done between two events of the source, and waits for it.
     *
     * @return whether it was done; not when the source has ended
     */
    boolean exchange(Runnable action);
}
