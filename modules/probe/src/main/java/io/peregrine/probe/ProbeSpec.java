package io.peregrine.probe;

import java.util.Set;

/**
 * What the probe should report and with how much memory. Plain data, checked here.
 *
 * @param interest portable ids of the system calls and tracepoints to report
 * @param rings memory for events on their way
 * @param snaplen most bytes of a data buffer in an event, 0 to 65,535
 * @param dropFailed whether calls that failed are left out
 * @param entry where programs may be attached that take arguments when a call begins
 */
public record ProbeSpec(Set<Integer> interest, RingMemory rings, int snaplen, boolean dropFailed, EntryChoice entry) {
    /** The reference's default: 8 MiB. */
    public static final int DEFAULT_RING_BYTES = 8 << 20;

    /** The reference's default. */
    public static final int DEFAULT_CPUS_PER_RING = 2;

    /** The reference's default. */
    public static final int DEFAULT_SNAPLEN = 80;

    public ProbeSpec {
        interest = Set.copyOf(interest);
        if (snaplen < 0 || snaplen > 65_535) {
            throw new IllegalArgumentException("the snap length must be between 0 and 65535, not " + snaplen);
        }
    }

    /** A spec of this interest with the defaults for everything else. */
    public static ProbeSpec of(Set<Integer> interest) {
        return new ProbeSpec(interest, DEFAULT_RING_BYTES, DEFAULT_CPUS_PER_RING, DEFAULT_SNAPLEN, false);
    }

    /** A spec with overflow memory of the default size, whose entry programs are attached where it costs least. */
    public ProbeSpec(Set<Integer> interest, int ringBytes, int cpusPerRing, int snaplen, boolean dropFailed) {
        this(
                interest,
                new RingMemory(ringBytes, cpusPerRing, RingMemory.DEFAULT_OVERFLOW_BYTES),
                snaplen,
                dropFailed,
                EntryChoice.AUTO);
    }

    /** The same with another choice of entry programs. */
    public ProbeSpec with(EntryChoice choice) {
        return new ProbeSpec(interest, rings, snaplen, dropFailed, choice);
    }

    /** The same with another bound of overflow memory in bytes. */
    public ProbeSpec withOverflow(long bytes) {
        RingMemory memory = new RingMemory(rings.bytes(), rings.processorsEach(), bytes);
        return new ProbeSpec(interest, memory, snaplen, dropFailed, entry);
    }
}
