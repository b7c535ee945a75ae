package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.state.EventContext;

/**
 * The descriptors that a message over a unix socket handed to its receiver, in the control messages of {@code SCM_RIGHTS}. No event says
 * what they are, so each is looked up in the system.
 *
 * <pre>
 *  0          8       12      16
 *  +----------+-------+-------+-----------------+   the next one begins at a multiple of eight
 *  | length   | level | type  | descriptors u32 |
 *  +----------+-------+-------+-----------------+
 * </pre>
 */
final class PassedDescriptors {
    private static final int HEADER = 16;
    private static final int TYPE = 12;
    private static final int SCM_RIGHTS = 1;
    private static final int MAX_DESCRIPTORS = 253;

    private PassedDescriptors() {}

    /** Looks up what the control messages in a parameter name. */
    static void take(EventContext context, int param) {
        EventView event = context.event();
        int size = event.paramLength(param);
        int at = 0;
        while (at + HEADER <= size) {
            long length = number(event, param, at, 8);
            if (length < HEADER || length > size - at) {
                return;
            }
            int end = at + (int) length;
            if (number(event, param, at + TYPE, 4) == SCM_RIGHTS) {
                int count = (end - at - HEADER) / 4;
                if ((end - at) % 4 != 0 || count > MAX_DESCRIPTORS) {
                    return;
                }
                for (int i = 0; i < count; i++) {
                    long descriptor = number(event, param, at + HEADER + 4 * i, 4);
                    context.tables().lookUpDescriptor(context.thread(), descriptor);
                }
            }
            at = (end + 7) & ~7;
        }
    }

    private static long number(EventView event, int param, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | event.byteAt(param, at + i);
        }
        return value;
    }
}
