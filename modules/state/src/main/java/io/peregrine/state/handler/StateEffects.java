package io.peregrine.state.handler;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which events change the tables, as the handlers have it: for whoever leaves events out. What every event does (its thread counts as seen, an unknown
 * thread is looked up) does not count: it is done by that thread's next event.
 */
public final class StateEffects {
    /** The handlers of these look at more than whether the call succeeded. */
    private static final int[] ALSO_OF_FAILURES = {
        EventCodes.SYSCALL_CLONE_20_X,
        EventCodes.SYSCALL_FORK_20_X,
        EventCodes.SYSCALL_VFORK_20_X,
        EventCodes.SYSCALL_CLONE3_X,
        EventCodes.SYSCALL_MEMFD_CREATE_X,
        EventCodes.SYSCALL_PIDFD_GETFD_X,
        EventCodes.SYSCALL_BRK_4_X,
        EventCodes.SYSCALL_MMAP_X,
        EventCodes.SYSCALL_MMAP2_X,
        EventCodes.SYSCALL_MUNMAP_X,
        EventCodes.SCHEDSWITCH_6_E,
        EventCodes.PROCEXIT_1_E
    };

    /** Of these the arguments alone tell whether a call changes something. */
    private static final int[] TOLD_BY_ARGUMENTS = {
        EventCodes.SYSCALL_FCNTL_X, EventCodes.SYSCALL_PRCTL_X, EventCodes.SYSCALL_PRLIMIT_X
    };

    private final BitSet any = new BitSet();
    private final BitSet failed = new BitSet();

    /** The effects of all handlers. */
    public StateEffects() {
        EventHandler[] handlers = Handlers.create(new EventLookup(), new Deferred());
        for (int code = 0; code < EventCodes.COUNT; code++) {
            any.set(code, handlers[code] != null);
        }
        for (int code : ALSO_OF_FAILURES) {
            failed.set(code);
        }
        any.or(ContainerMoves.codes());
        failed.or(ContainerMoves.codes());
    }

    /** Whether some event of the code changes the tables. */
    public boolean ofAny(int code) {
        return any.get(code);
    }

    /** Whether {@link #of(EventView)} tells events of the code apart. */
    public boolean areToldByArguments(int code) {
        return Arrays.stream(TOLD_BY_ARGUMENTS).anyMatch(told -> told == code);
    }

    /** Whether this event may change the tables. The programs of the probe decide the same of its call. */
    public boolean of(EventView event) {
        return switch (event.code()) {
            case EventCodes.SYSCALL_FCNTL_X -> DuplicateHandlers.changesDescriptors(event);
            case EventCodes.SYSCALL_PRCTL_X -> ProcessHandlers.changesReaper(event);
            case EventCodes.SYSCALL_PRLIMIT_X -> ProcessHandlers.isAboutDescriptors(event);
            default -> ofAny(event.code());
        };
    }

    /** Whether an event of the code changes the tables whose call failed with an error other than {@code EINPROGRESS}. */
    public boolean ofFailure(int code) {
        return failed.get(code);
    }
}
