package io.peregrine.probe;

import java.util.Set;

/**
 * What the probe should report and with how much memory. Plain data, checked here.
 *
 * @param interest portable ids of the system calls and tracepoints to report
 * @param ringBytes room of one ring in bytes, a power of two
 * @param cpusPerRing processors that share a ring; 0 for one ring for all
 * @param snaplen most bytes of a data buffer in an event, 0 to 65,535
 * @param dropFailed whether calls that failed are left out
 * @param entry where programs may be attached that take arguments when a call begins
 */
public record ProbeSpec(
        Set<Integer> interest, int ringBytes, int cpusPerRing, int snaplen, boolean dropFailed, EntryChoice entry) {
    /** The reference's default: 8 MiB. */
    public static final int DEFAULT_RING_BYTES = 8 << 20;

    /** The reference's default. */
    public static final int DEFAULT_CPUS_PER_RING = 2;

    /** The reference's default. */
    public static final int DEFAULT_SNAPLEN = 80;

    public ProbeSpec {
        interest = Set.copyOf(interest);
        if (ringBytes < 4096 || Integer.bitCount(ringBytes) != 1) {
            throw new IllegalArgumentException(
                    "the ring size must be a power of two of at least a page, not " + ringBytes);
        }
        if (cpusPerRing < 0) {
            throw new IllegalArgumentException("the processors of a ring cannot be " + cpusPerRing);
        }
        if (snaplen < 0 || snaplen > 65_535) {
            throw new IllegalArgumentException("the snap length must be between 0 and 65535, not " + snaplen);
        }
    }

    /** A spec of this interest with the defaults for everything else. */
    public static ProbeSpec of(Set<Integer> interest) {
        return new ProbeSpec(interest, DEFAULT_RING_BYTES, DEFAULT_CPUS_PER_RING, DEFAULT_SNAPLEN, false);
    }

    /** A spec whose entry programs are attached where it costs least. */
    public ProbeSpec(Set<Integer> interest, int ringBytes, int cpusPerRing, int snaplen, boolean dropFailed) {
        this(interest, ringBytes, cpusPerRing, snaplen, dropFailed, EntryChoice.AUTO);
    }

    /** The same with another choice of entry programs. */
    public ProbeSpec with(EntryChoice choice) {
        return new ProbeSpec(interest, ringBytes, cpusPerRing, snaplen, dropFailed, choice);
    }

    /** The number of rings on a machine with so many processors. */
    int rings(int processors) {
        return cpusPerRing == 0 ? 1 : (processors + cpusPerRing - 1) / cpusPerRing;
    }

    /** The ring of a processor. */
    int ringOf(int processor) {
        return cpusPerRing == 0 ? 0 : processor / cpusPerRing;
    }
}
