package io.peregrine.fields.param;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.ParamType;

/** What is true of the parameters of an event whatever is made of them. */
public final class Params {
    private static final byte[] NULL_TEXT = {'(', 'N', 'U', 'L', 'L', ')', 0};

    private Params() {}

    /** The number of parameters that both the event and the table have; a capture of a newer driver may carry more. */
    public static int count(EventView event) {
        return Math.min(event.paramCount(), event.descriptor().params().size());
    }

    /** The type that the table gives to a parameter. */
    public static ParamType type(EventView event, int param) {
        return event.descriptor().params().get(param).type();
    }

    /** Whether a text parameter stands for no text: it is empty, or holds the mark of old drivers. It reads as {@code <NA>} then. */
    public static boolean isMissingText(EventView event, int param) {
        if (!type(event, param).isText()) {
            return false;
        }
        int length = event.paramLength(param);
        if (length != NULL_TEXT.length) {
            return length == 0;
        }
        for (int i = 0; i < length; i++) {
            if (event.byteAt(param, i) != NULL_TEXT[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the event is a system call's exit that tells a result. */
    public static boolean hasResult(EventView event) {
        EventDescriptor descriptor = event.descriptor();
        return descriptor.source() == EventSourceKind.SYSCALL
                && !descriptor.isEnter()
                && event.code() != EventCodes.GENERIC_X
                && count(event) > 0;
    }

    /** The result of a call that has one; 0 for one of an odd size. */
    public static long result(EventView event) {
        int size = event.paramLength(0);
        return size == Integer.BYTES || size == Long.BYTES ? event.signed(0) : 0;
    }

    /** The index of a parameter by name among those that the event carries, -1 when there is none. */
    public static int indexOf(EventView event, String name) {
        int index = event.descriptor().indexOf(name);
        return index < event.paramCount() ? index : -1;
    }
}
