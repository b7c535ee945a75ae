package io.peregrine.engine.compile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.MatchSink;
import io.peregrine.engine.eval.EvalContext;

/** A bucket that counts how often it is asked, and asks to be compiled once that is often. Several threads may ask: counts that are lost only put it off. */
final class HotBucket implements Bucket {
    private final Bucket closures;
    private final int often;
    private final Runnable compile;
    private int asked;

    /** A bucket that calls the third argument once, about when it is asked for the given time. */
    HotBucket(Bucket closures, int often, Runnable compile) {
        this.closures = closures;
        this.often = often;
        this.compile = compile;
    }

    @Override
    public void match(EvalContext context, MatchSink sink) {
        if (asked < Integer.MAX_VALUE && ++asked == often) {
            compile.run();
        }
        closures.match(context, sink);
    }

    /** About how often it was asked. */
    int asked() {
        return asked;
    }
}
