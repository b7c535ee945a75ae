package io.peregrine.config;

import java.time.Duration;

/**
 * The bounds of the state tables.
 *
 * @param threadTableSize how many threads are remembered
 * @param purgeInterval how often threads that are gone are forgotten
 * @param threadTimeout how long a thread must have been idle to be forgotten
 * @param snaplen how many bytes of each buffer are collected
 * @param maxMemoryMb memory that threads, descriptors and their texts may take together, in megabytes
 */
public record StateBounds(
        long threadTableSize, Duration purgeInterval, Duration threadTimeout, int snaplen, int maxMemoryMb) {
    /** Bytes collected of each buffer when the configuration does not say. */
    public static final int DEFAULT_SNAPLEN = 80;
}
