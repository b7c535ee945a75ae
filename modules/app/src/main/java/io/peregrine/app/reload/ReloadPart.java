package io.peregrine.app.reload;

import io.peregrine.app.CommandFailure;
import io.peregrine.config.Configuration;
import java.util.List;

/** A part of the running engine that follows the configuration. */
public interface ReloadPart {
    /**
     * Prepares for another configuration, aside of what runs; called by the thread that reloads.
     *
     * @return what puts the preparation in force
     * @throws CommandFailure when the part cannot run so
     */
    Change prepare(Configuration next) throws CommandFailure;

    /** A preparation: {@link #apply} and then {@link #settle}, or {@link #discard} alone. */
    interface Change {
        /** Nothing changes. */
        Change NONE = () -> {};

        /** Several as one, in this order. */
        static Change all(List<Change> changes) {
            return new Change() {
                @Override
                public void apply() {
                    changes.forEach(Change::apply);
                }

                @Override
                public void settle() {
                    changes.forEach(Change::settle);
                }

                @Override
                public void discard() {
                    changes.forEach(Change::discard);
                }
            };
        }

        /** Puts it in force; called by the source's thread between two events, so it waits for nothing. */
        void apply();

        /** Ends what was replaced and may wait for it; called by the thread that reloads. */
        default void settle() {}

        /** Gives the preparation up, because another part cannot follow; called by the thread that reloads. */
        default void discard() {}
    }
}
