package io.peregrine.engine.profile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.MatchSink;
import io.peregrine.engine.eval.BucketPlan;
import io.peregrine.engine.eval.Closures;
import io.peregrine.engine.eval.EvalContext;
import java.util.List;

/** A bucket that asks its rules as the closures do. Of some events it takes the time, of all others it counts what rejected. Owned by one thread. */
final class ProfiledBucket implements Bucket {
    /**
     * Which events are timed.
     *
     * @param round of so many events one is timed as it comes
     * @param alone which of them, counted from that one, is timed with each rule for itself; none when it is no number below the round
     */
    record Rhythm(int round, int alone) {
        /** Every event is looked at: the clock then costs a nanosecond or two an event and rule. */
        static final Rhythm OF_ALL = new Rhythm(34, 17);

        /** Only some events are looked at, so half of them are timed; asking a rule alone would cost the others what they share. */
        static final Rhythm OF_SOME = new Rhythm(2, -1);
    }

    private final TracedRule[] rules;
    private final boolean changes;
    private final Trace trace;
    private final Rhythm rhythm;
    private int turn;
    private long events;

    ProfiledBucket(BucketPlan plan, Closures closures, Trace trace, Rhythm rhythm) {
        this.rules = plan.rules().stream()
                .map(rule -> new TracedRule(rule, closures.of(rule.condition())))
                .toArray(TracedRule[]::new);
        this.changes = plan.changes();
        this.trace = trace;
        this.rhythm = rhythm;
        this.turn = 1 + plan.code() % (rhythm.round() - 1); // not the first event of all, which is asked in the cold
    }

    /** How events are asked about. */
    private enum Asking {
        COUNTED,
        CLOCKED,
        CLOCKED_ALONE;

        boolean ask(TracedRule rule, EvalContext context, Trace trace) {
            return switch (this) {
                case COUNTED -> rule.count(context, trace);
                case CLOCKED -> rule.clock(context);
                case CLOCKED_ALONE -> rule.clockAlone(context);
            };
        }
    }

    @Override
    public void match(EvalContext context, MatchSink sink) {
        events++;
        Asking asking = turn == 0 ? Asking.CLOCKED : turn == rhythm.alone() ? Asking.CLOCKED_ALONE : Asking.COUNTED;
        turn = turn == rhythm.round() - 1 ? 0 : turn + 1;
        for (TracedRule rule : rules) {
            boolean matches = asking.ask(rule, context, trace);
            if (matches && !sink.accept(rule.rule())) {
                return;
            }
            if (matches || changes) {
                context.endRule();
            }
        }
    }

    /** How many events there were. */
    long events() {
        return events;
    }

    List<TracedRule> rules() {
        return List.of(rules);
    }
}
