package io.peregrine.state;

import io.peregrine.event.ByteString;

/**
 * The machine that events come from, as far as state needs it.
 *
 * @param hostname its name
 * @param bootTime when it started, in nanoseconds since the epoch
 * @param cpus the number of its processors
 * @param memoryBytes its memory
 */
public record Machine(ByteString hostname, long bootTime, int cpus, long memoryBytes) {
    /** Nothing known. */
    public static final Machine UNKNOWN = new Machine(ByteString.EMPTY, 0, 0, 0);
}
