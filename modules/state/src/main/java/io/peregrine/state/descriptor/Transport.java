package io.peregrine.state.descriptor;

/** The transport of an internet socket. {@link #ordinal()} is its number in captures (libs 0.25.2). */
public enum Transport {
    /** The event did not say, or said something unknown. */
    UNKNOWN,
    /** No transport, because this is no socket with a known role. */
    NONE,
    TCP,
    UDP,
    ICMP,
    RAW;

    private static final Transport[] BY_NUMBER = values();

    /** The transport of a number, {@link #UNKNOWN} for an unknown one. */
    public static Transport byNumber(int number) {
        return number < 0 || number >= BY_NUMBER.length ? UNKNOWN : BY_NUMBER[number];
    }
}
