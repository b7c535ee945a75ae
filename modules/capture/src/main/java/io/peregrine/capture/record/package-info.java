/**
 * What a capture knows of a machine besides its events: immutable records of the machine, its network interfaces, users, groups,
 * processes and descriptors, and the two directions in which they flow.
 *
 * <p>A reader hands records to a {@link io.peregrine.capture.record.SnapshotConsumer}; a writer asks a {@link
 * io.peregrine.capture.record.StateSnapshot} to do the same. Nothing here knows a block layout or a state table. Text stays bytes.
 */
package io.peregrine.capture.record;
