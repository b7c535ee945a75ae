package io.peregrine.engine.compile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.MatchSink;
import io.peregrine.engine.eval.EvalContext;

/** A bucket that asks to be compiled once it has been asked often. Several threads may ask: counts that are lost only put it off. */
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
        if (asked < often && ++asked == often) {
            compile.run();
        }
        closures.match(context, sink);
    }
}
