package io.peregrine.output.completion;

import io.peregrine.alert.Alert;
import io.peregrine.alert.PendingValue;
import io.peregrine.alert.RuleAlert;
import java.util.List;

/**
 * An alert in the line of its source.
 *
 * @param alert the alert
 * @param pending the values that it waits for; empty when it only stands behind another
 * @param deadline until when, as {@link System#nanoTime()} counts
 */
record WaitingAlert(Alert alert, List<PendingValue> pending, long deadline) {
    /** An alert that may wait so many nanoseconds at most, whatever its values say. */
    static WaitingAlert of(Alert alert, long now, long longest) {
        List<PendingValue> pending = alert instanceof RuleAlert matched ? matched.pending() : List.of();
        long wait = 0;
        for (PendingValue value : pending) {
            wait = Math.clamp(value.deadline() - now, wait, longest);
        }
        return new WaitingAlert(alert, pending, now + wait);
    }

    boolean waits() {
        return !pending.isEmpty();
    }

    boolean isComplete() {
        return pending.stream().allMatch(value -> value.answer().isPresent());
    }

    /** Whether all that it waits for was told. */
    boolean isTold() {
        return pending.stream()
                .allMatch(value ->
                        value.answer().filter(PendingValue.Answer::isKnown).isPresent());
    }

    /** The alert with what is known by now. */
    Alert settled() {
        return waits() && alert instanceof RuleAlert matched ? matched.settled() : alert;
    }
}
