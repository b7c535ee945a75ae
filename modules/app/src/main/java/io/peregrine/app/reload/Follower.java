package io.peregrine.app.reload;

import io.peregrine.app.CommandFailure;
import io.peregrine.event.SourceName;

/** One source that follows the configuration, at its own moment between two events. */
public interface Follower {
    /** What became of an exchange. */
    sealed interface Outcome {
        /** It is in force. */
        record Done() implements Outcome {}

        /** The source has ended. */
        record Ended() implements Outcome {}

        /**
         * What was to come could not begin, and the source is as before.
         *
         * @param reason why, in a sentence
         */
        record Refused(String reason) implements Outcome {}
    }

    /**
     * Prepares for other rules, plugins and another configuration, aside of what runs. Called by the thread that reloads; what is returned is applied by
     * the source's thread.
     *
     * @throws CommandFailure when it cannot follow; everything is as before then
     */
    ReloadPart.Change prepare(Following.Loaded next) throws CommandFailure;

    /** The source that follows. */
    SourceName name();

    /**
     * Has a change applied between two events of the source, and waits for it.
     *
     * @param next what the change was prepared for
     */
    Outcome exchange(ReloadPart.Change change, Following.Loaded next);
}
