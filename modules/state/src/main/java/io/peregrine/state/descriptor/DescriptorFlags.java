package io.peregrine.state.descriptor;

/** The bits of {@link Descriptor#flags()}; the values are those of Falco's descriptor table. */
public final class DescriptorFlags {
    /** Found by the start-up scan, not by an event. */
    public static final int FROM_PROC = 1;

    public static final int ROLE_CLIENT = 1 << 2;
    public static final int ROLE_SERVER = 1 << 3;
    /** One end of a socket pair. */
    public static final int SOCKET_PAIR = 1 << 6;

    public static final int CONNECTED = 1 << 13;
    /** Taken over from a parent. */
    public static final int CLONED = 1 << 14;

    public static final int CONNECTION_PENDING = 1 << 15;
    public static final int CONNECTION_FAILED = 1 << 16;
    public static final int UPPER_LAYER = 1 << 17;
    public static final int LOWER_LAYER = 1 << 18;

    private DescriptorFlags() {}
}
