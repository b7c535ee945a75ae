package io.peregrine.event;

/**
 * The name that an asynchronous event carries: as in Falco the text from byte 42 on, up to its NUL or the end of the event, whatever the event says of
 * the text's length (plugin.cpp of libs 0.25.2).
 */
public final class AsyncName {
    private static final int START = 42;

    private AsyncName() {}

    /** Where it begins in the event's memory. */
    public static int offset(EventView event) {
        return event.offset() + START;
    }

    /** Its length in bytes. */
    public static int length(EventView event) {
        int most = Math.max(0, event.length() - START);
        int length = 0;
        while (length < most && event.array()[offset(event) + length] != 0) {
            length++;
        }
        return length;
    }

    /** The name as a new byte string; allocates. */
    public static ByteString of(EventView event) {
        int from = Math.min(offset(event), event.offset() + event.length());
        return ByteString.copy(event.array(), from, length(event));
    }
}
