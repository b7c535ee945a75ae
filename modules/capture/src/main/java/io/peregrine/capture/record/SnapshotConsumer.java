package io.peregrine.capture.record;

import io.peregrine.event.EventView;

/**
 * Receives the records of one snapshot: a reader's door into the state tables.
 *
 * <p>The calls come on the thread that owns the source, from its {@code open} and {@code next}. {@link #begin} comes first; then records
 * in any order, a process mostly before its descriptors; {@link #end} last. A capture with several sections brings several snapshots:
 * each replaces all that came before.
 */
public interface SnapshotConsumer {
    /** A snapshot begins: what the consumer holds is of no use any more. */
    void begin();

    /** The machine. */
    void machine(MachineRecord machine);

    /** An address of a network interface. */
    void networkInterface(InterfaceRecord networkInterface);

    /** A user. */
    void user(UserRecord user);

    /** A group. */
    void group(GroupRecord group);

    /** A thread. */
    void process(ProcessRecord process);

    /** A descriptor of a thread, which is mostly the main thread of its process. */
    void descriptor(long tid, DescriptorRecord descriptor);

    /** An event from which a reader learns more of the state, what only plugins know for example; valid during the call. */
    void event(EventView event);

    /** The snapshot is complete. */
    void end();
}
