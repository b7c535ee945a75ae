package io.peregrine.state.handler;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.ParamType;
import java.util.Set;

/** What the finding of an event's subjects has to know of a code, made from the event table once. */
final class EventTraits {
    /** The event has no thread. */
    static final int NO_THREAD = 1;
    /** The event has a thread but nothing else is to be found. */
    static final int THREAD_ONLY = 1 << 1;
    /** An unknown thread is not looked up in the system. */
    static final int NO_LOOKUP = 1 << 2;

    static final int ENTER = 1 << 3;
    /** The first parameter of the event is the result of a call. */
    static final int RESULT = 1 << 4;

    static final int USES_DESCRIPTOR = 1 << 5;
    /** The event makes, uses or closes a descriptor. */
    static final int ABOUT_DESCRIPTOR = 1 << 6;
    /** The event leaves a stored enter half alone and may itself be the exit half. */
    static final int CLONE = 1 << 7;

    private static final Set<Integer> THREADLESS = Set.of(
            EventCodes.CONTAINER_JSON_2_E,
            EventCodes.USER_ADDED_E,
            EventCodes.USER_DELETED_E,
            EventCodes.GROUP_ADDED_E,
            EventCodes.GROUP_DELETED_E,
            EventCodes.PLUGINEVENT_E,
            EventCodes.ASYNCEVENT_E);
    private static final Set<Integer> CLONES = Set.of(
            EventCodes.SYSCALL_CLONE_20_X,
            EventCodes.SYSCALL_FORK_20_X,
            EventCodes.SYSCALL_VFORK_20_X,
            EventCodes.SYSCALL_CLONE3_X);

    private final int[] bits = new int[EventCodes.COUNT];
    private final int[] descriptorParams = new int[EventCodes.COUNT];

    EventTraits() {
        for (EventDescriptor event : EventTable.all()) {
            bits[event.code()] = bitsOf(event);
            descriptorParams[event.code()] = descriptorParam(event);
        }
    }

    /** The traits of a code. */
    int of(int code) {
        return bits[code];
    }

    /** The parameter with the descriptor that a code is about, -1 when it has none. */
    int descriptorParam(int code) {
        return descriptorParams[code];
    }

    private static int bitsOf(EventDescriptor event) {
        int code = event.code();
        int traits = 0;
        if (event.has(EventFlag.SKIPPARSERESET)) {
            traits |= code == EventCodes.PROCINFO_E ? NO_LOOKUP | THREAD_ONLY : NO_THREAD;
        } else if (THREADLESS.contains(code)) {
            traits |= NO_THREAD;
        }
        if (code == EventCodes.SCHEDSWITCH_6_E) {
            traits |= NO_LOOKUP | THREAD_ONLY;
        } else if (CLONES.contains(code)) {
            traits |= NO_LOOKUP | CLONE;
        } else if (code == EventCodes.PROCEXIT_1_E) {
            traits |= NO_LOOKUP;
        }
        traits |= event.isEnter() ? ENTER : 0;
        boolean call = event.source() == EventSourceKind.SYSCALL && !event.isEnter();
        traits |= call && code != EventCodes.GENERIC_X ? RESULT : 0;
        traits |= event.has(EventFlag.USES_FD) ? USES_DESCRIPTOR | ABOUT_DESCRIPTOR : 0;
        traits |= event.has(EventFlag.CREATES_FD) || event.has(EventFlag.DESTROYS_FD) ? ABOUT_DESCRIPTOR : 0;
        return traits;
    }

    /** The first descriptor among the parameters behind an exit event's result; for splice the second, into which it writes. */
    private static int descriptorParam(EventDescriptor event) {
        if (!event.has(EventFlag.USES_FD) || (!event.isEnter() && event.has(EventFlag.OLD_VERSION))) {
            return -1;
        }
        if (event.code() == EventCodes.SYSCALL_SPLICE_X) {
            return 2;
        }
        if (event.code() == EventCodes.SYSCALL_SPLICE_E) {
            return 1;
        }
        for (int i = event.isEnter() ? 0 : 1; i < event.params().size(); i++) {
            if (event.params().get(i).type() == ParamType.FD) {
                return i;
            }
        }
        return -1;
    }
}
