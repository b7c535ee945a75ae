package io.peregrine.engine.compile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.MatchSink;
import io.peregrine.engine.eval.EvalContext;

/**
 * A bucket that counts how often it is asked, and asks to be compiled once that is often; until then it notes of some events what holds of them. Several threads may ask: counts that are lost only
 * put it off.
 */
final class HotBucket implements Bucket {
    /** One event of so many is looked at closely. */
    private static final int EVERY = 16;

    private final Bucket closures;
    private final int often;
    private final AskedOutcomes outcomes;
    private final Runnable compile;
    private int asked;

    /** A bucket that calls the third argument once, about when it is asked for the given time. */
    HotBucket(Bucket closures, int often, AskedOutcomes outcomes, Runnable compile) {
        this.closures = closures;
        this.often = often;
        this.outcomes = outcomes;
        this.compile = compile;
    }

    @Override
    public void match(EvalContext context, MatchSink sink) {
        if (asked < Integer.MAX_VALUE && ++asked == often) {
            compile.run();
        }
        closures.match(context, sink);
        if (asked < often && asked % EVERY == 0) {
            outcomes.note(context);
        }
    }

    /** About how often it was asked. */
    int asked() {
        return asked;
    }
}
