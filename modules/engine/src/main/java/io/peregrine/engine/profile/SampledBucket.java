package io.peregrine.engine.profile;

import io.peregrine.engine.Bucket;
import io.peregrine.engine.MatchSink;
import io.peregrine.engine.eval.EvalContext;

/** A bucket that hands one event of so many to another that counts, and all others to the one that judged before. Owned by one thread. */
final class SampledBucket implements Bucket {
    private final Bucket usual;
    private final ProfiledBucket counting;
    private final int every;
    private int left;

    SampledBucket(Bucket usual, ProfiledBucket counting, int every) {
        this.usual = usual;
        this.counting = counting;
        this.every = every;
        this.left = every;
    }

    @Override
    public void match(EvalContext context, MatchSink sink) {
        if (--left > 0) {
            usual.match(context, sink);
        } else {
            left = every;
            counting.match(context, sink);
        }
    }
}
