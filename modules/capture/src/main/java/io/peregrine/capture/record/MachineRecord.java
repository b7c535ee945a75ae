package io.peregrine.capture.record;

import io.peregrine.event.ByteString;

/**
 * The machine that a capture comes from.
 *
 * @param cpus the number of processors
 * @param memoryBytes physical memory
 * @param maxPid the highest process number
 * @param hostname its name, at most 127 bytes
 * @param bootTime nanoseconds since the epoch, 0 when unknown
 * @param flags how times were taken, as the recording program set them
 */
public record MachineRecord(int cpus, long memoryBytes, long maxPid, ByteString hostname, long bootTime, long flags) {}
