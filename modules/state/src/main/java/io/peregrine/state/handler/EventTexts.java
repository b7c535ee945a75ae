package io.peregrine.state.handler;

import io.peregrine.event.ByteString;
import io.peregrine.event.EventView;
import io.peregrine.state.Program;
import io.peregrine.state.StringBlock;

/** Parameters as state keeps them. Text that the driver could not read is {@code <NA>}. */
final class EventTexts {
    private static final byte[] NULL_TEXT = {'(', 'N', 'U', 'L', 'L', ')', 0};

    private EventTexts() {}

    /** A text parameter. */
    static ByteString text(EventView event, int param) {
        return text(event, param, ByteString.EMPTY);
    }

    /** A text parameter, as the candidate itself when its bytes are the same. */
    static ByteString text(EventView event, int param, ByteString candidate) {
        int length = event.paramLength(param);
        if (length == 0 || isNullText(event, param, length)) {
            return Program.NOT_AVAILABLE;
        }
        int size = event.textLength(param);
        return equals(event, param, size, candidate) ? candidate : event.bytes(param, 0, size);
    }

    private static boolean isNullText(EventView event, int param, int length) {
        if (length != NULL_TEXT.length) {
            return false;
        }
        for (int i = 0; i < length - 1; i++) {
            if (event.byteAt(param, i) != NULL_TEXT[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean equals(EventView event, int param, int size, ByteString candidate) {
        return size == candidate.length() && event.startsWith(param, candidate.array(), size);
    }

    /** A parameter of NUL-separated items, as the candidate itself when its bytes are the same. */
    static StringBlock block(EventView event, int param, StringBlock candidate) {
        int length = event.paramLength(param);
        if (length > 0 && event.byteAt(param, length - 1) == 0) {
            length--;
        }
        if (length == 0) {
            return StringBlock.EMPTY;
        }
        if (equals(event, param, length, candidate.joined())) {
            return candidate;
        }
        return StringBlock.of(event.bytes(param));
    }
}
