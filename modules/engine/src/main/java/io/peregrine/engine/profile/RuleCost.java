package io.peregrine.engine.profile;

import io.peregrine.alert.RuleLabel;
import java.util.List;

/**
 * What one rule cost.
 *
 * @param rule the rule
 * @param asked how many events it was asked about
 * @param matched how many of them it matched
 * @param nanos the time that it took, as it came: who asks a shared part first pays for it
 * @param nanosAlone the time that it would have taken without the other rules
 * @param rejections what rejected the events of which that was counted, the most frequent first
 */
public record RuleCost(
        RuleLabel rule, long asked, long matched, double nanos, double nanosAlone, List<Rejection> rejections) {
    public RuleCost {
        rejections = List.copyOf(rejections);
    }

    /**
     * A part of the condition that was the first to say no.
     *
     * @param part the part as it was written; of alternatives all of them
     * @param share for which share of the rejected events, from 0 to 1
     */
    public record Rejection(String part, double share) {}
}
