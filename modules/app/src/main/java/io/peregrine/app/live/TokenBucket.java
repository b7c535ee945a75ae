package io.peregrine.app.live;

/** A limit on how often something is done: a bucket that fills with tokens as event time passes. Owned by one thread. */
public final class TokenBucket {
    private static final double SECOND = 1e9;

    private final double rate;
    private final double capacity;
    private double tokens;
    private long last;

    /**
     * A full bucket.
     *
     * @param rate tokens a second
     * @param capacity the most tokens that it holds
     */
    public TokenBucket(double rate, double capacity) {
        this.rate = rate;
        this.capacity = capacity;
        tokens = capacity;
    }

    /** Takes a token at a time in nanoseconds; false when there is none. */
    public boolean take(long now) {
        if (last != 0 && now > last) {
            tokens = Math.min(capacity, tokens + (now - last) / SECOND * rate);
        }
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
