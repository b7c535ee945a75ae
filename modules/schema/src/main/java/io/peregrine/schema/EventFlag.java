package io.peregrine.schema;

/** A property of an event code. {@link #bit()} is its bit in Falco's event table. */
public enum EventFlag {
    CREATES_FD(0),
    DESTROYS_FD(1),
    USES_FD(2),
    READS_FROM_FD(3),
    WRITES_TO_FD(4),
    MODIFIES_STATE(5),
    UNUSED(6),
    WAITS(7),
    SKIPPARSERESET(8),
    /** No current driver sends this code; only captures hold it. */
    OLD_VERSION(9),
    /** Parameter lengths take 32 bits instead of 16. */
    LARGE_PAYLOAD(11),
    /** The conversion table of captures has a rule for this code. */
    CONVERTER_MANAGED(12);

    private final int bit;

    EventFlag(int bit) {
        this.bit = 1 << bit;
    }

    /** The flag as a mask. */
    public int bit() {
        return bit;
    }
}
