package io.peregrine.capture.record;

/**
 * A snapshot of tables that go on changing while it waits to be delivered. Until then the tables keep for it what changes, so whoever has one
 * delivers it once or releases it. Both may be done by any thread.
 */
public interface HeldSnapshot extends StateSnapshot {
    /** Lets go of it undelivered; after that, and after its delivery, it can no more be delivered. */
    void release();
}
