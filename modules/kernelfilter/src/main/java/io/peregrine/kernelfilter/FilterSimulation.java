package io.peregrine.kernelfilter;

import io.peregrine.event.EventView;
import io.peregrine.probe.KernelFilterTerms;
import io.peregrine.probe.LeftOut;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import io.peregrine.state.handler.StateEffects;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the programs would leave out for good, asked of events that were made: for captures and tests. {@link DescriptorsToldLater} says what they leave out until it is
 * needed. Immutable; shared by all threads.
 */
public final class FilterSimulation {
    private static final long LOWEST_ERROR = -4095;
    private static final long EINPROGRESS = -115;

    private final KernelFilterTerms filter;
    private final StateEffects effects = new StateEffects();
    private final BitSet unwatched = new BitSet();
    private final List<Set<LeftOut>> byCode = new ArrayList<>();

    /** A simulation of what may be left out. */
    public FilterSimulation(LeavingOut leaving) {
        filter = leaving.filter();
        Set<LeftOut> nothing = EnumSet.noneOf(LeftOut.class);
        for (int code = 0; code < EventCodes.COUNT; code++) {
            byCode.add(nothing);
        }
        for (SyscallDescriptor call : SyscallTable.all()) {
            FilterAnalysis.code(call).ifPresent(code -> {
                if (leaving.unwatched().get(call.id())) {
                    unwatched.set(code);
                }
                if (!filter.of(call.id()).isEmpty()) {
                    byCode.set(code, filter.of(call.id()));
                }
            });
        }
    }

    /** Whether the event would not have come. */
    public boolean leavesOut(EventView event) {
        int code = event.code();
        Set<LeftOut> kinds = byCode.get(code);
        if (unwatched.get(code) || kinds.isEmpty()) {
            return unwatched.get(code);
        }
        boolean failed = hasFailed(event);
        boolean byPath = kinds.contains(LeftOut.ELSEWHERE) || failed && kinds.contains(LeftOut.FAILED_ELSEWHERE);
        return failed && kinds.contains(LeftOut.FAILED)
                || kinds.contains(LeftOut.WITHOUT_EFFECT) && !effects.of(event)
                || byPath && isElsewhere(event);
    }

    static boolean hasFailed(EventView event) {
        return event.has(0) && event.signed(0) < 0 && event.signed(0) >= LOWEST_ERROR && event.signed(0) != EINPROGRESS;
    }

    /** What may be left out of the calls whose events have this code. */
    Set<LeftOut> kinds(int code) {
        return byCode.get(code);
    }

    /** Whether sockets of this address family are left out until they are needed. */
    boolean hasKeptFamily(long family) {
        return filter.families().contains((int) family);
    }

    /** Whether all paths of the event are such that no rule wants them. */
    boolean isElsewhere(EventView event) {
        for (int param : PathCalls.paths(event.descriptor())) {
            if (!event.has(param) || !filter.isElsewhere(event.text(param))) {
                return false;
            }
        }
        return true;
    }
}
