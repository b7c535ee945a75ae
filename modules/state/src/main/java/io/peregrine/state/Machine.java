package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * The machine that events come from, as far as state needs it.
 *
 * @param hostname its name
 * @param bootTime when it started, in nanoseconds since the epoch
 * @param cpus the number of its processors
 * @param memoryBytes its memory
 * @param maxPid the highest process number
 * @param flags how times were taken, as the recording program set them
 */
public record Machine(ByteString hostname, long bootTime, int cpus, long memoryBytes, long maxPid, long flags) {
    /** Nothing known. */
    public static final Machine UNKNOWN = new Machine(ByteString.EMPTY, 0, 0, 0, 0, 0);
}
