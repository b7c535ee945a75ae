package io.peregrine.capture.record;

/**
 * Supplies the records of one moment: the state tables' door to a writer.
 */
public interface StateSnapshot {
    /**
     * Hands over all records between {@link SnapshotConsumer#begin} and {@link SnapshotConsumer#end}, the descriptors of a thread right
     * behind it.
     */
    void deliver(SnapshotConsumer consumer);
}
