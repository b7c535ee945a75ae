package io.peregrine.app.profile;

import io.peregrine.engine.profile.RuleCost;
import java.util.List;
import java.util.Map;

/**
 * What rules cost while some events were judged.
 *
 * @param subject what was judged
 * @param events how many events there were
 * @param stages the time of each stage, by its name, in nanoseconds
 * @param rules the rules, the most expensive first
 * @param shared what rules share
 * @param measuring what an event took
 */
record Profile(
        String subject,
        long events,
        Map<String, Double> stages,
        List<RuleCost> rules,
        Shared shared,
        Measuring measuring) {
    Profile {
        rules = List.copyOf(rules);
    }

    /**
     * Parts of conditions that several rules ask.
     *
     * @param asked how often they were asked, where that was counted
     * @param known how often the answer was known from another rule
     */
    record Shared(long asked, long known) {
        double share() {
            return asked == 0 ? 0 : (double) known / asked;
        }
    }

    /**
     * Processor time of an event in all, in nanoseconds.
     *
     * @param without with the usual evaluator and nothing measured
     * @param with while this profile was taken
     */
    record Measuring(double without, double with) {
        double overhead() {
            return without <= 0 ? 0 : with / without - 1;
        }
    }

    double nanosOfStages() {
        return stages.values().stream().mapToDouble(time -> time).sum();
    }

    double nanosOfRules() {
        return rules.stream().mapToDouble(RuleCost::nanos).sum();
    }
}
