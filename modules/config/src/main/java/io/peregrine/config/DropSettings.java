package io.peregrine.config;

import java.util.Set;

/**
 * What happens when events are lost or do not come.
 *
 * @param threshold the share of lost events in a second above which the actions are taken
 * @param actions the actions; empty means that lost events are ignored
 * @param rate how many reports a second are allowed in the long run
 * @param maxBurst how many reports are allowed at once
 * @param simulate act as if events were lost
 * @param maxConsecutiveTimeouts after how many empty polls in a row the absence of events is reported
 */
public record DropSettings(
        double threshold,
        Set<Action> actions,
        double rate,
        double maxBurst,
        boolean simulate,
        long maxConsecutiveTimeouts) {
    public DropSettings {
        actions = Set.copyOf(actions);
    }

    /** What is done about lost events. */
    public enum Action {
        /** Write a line to the log. */
        LOG,
        /** Raise an internal alert. */
        ALERT,
        /** End the program. */
        EXIT
    }
}
