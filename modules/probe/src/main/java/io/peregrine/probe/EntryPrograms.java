package io.peregrine.probe;

import io.peregrine.event.SourceException;
import io.peregrine.ffi.BpfLink;
import io.peregrine.ffi.BpfProgram;
import io.peregrine.ffi.KernelFeatures;
import io.peregrine.ffi.NativeException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which programs take arguments when calls begin: those of single calls, or that of all calls. Decided when the probe is loaded, and once more if
 * the kernel then refuses to attach them. Safe for any thread.
 */
final class EntryPrograms {
    private final EntryChoice choice;
    private final Set<AttachPoint> single;
    private final boolean hasCompat;
    private volatile Map<AttachPoint, Integer> tracepoints = Map.of();
    private volatile String reason = "";
    private volatile boolean compatRefused;

    private EntryPrograms(EntryChoice choice, Set<AttachPoint> single, boolean hasCompat) {
        this.choice = choice;
        this.single = single;
        this.hasCompat = hasCompat;
    }

    /**
     * Decides.
     *
     * @param programs the names of the programs that exist
     * @param hasCompat whether 32-bit code runs on this machine and is watched
     * @throws SourceException when only the tracepoints are wanted and cannot be had
     */
    static EntryPrograms choose(EntryChoice choice, Tracefs tracefs, Set<String> programs, boolean hasCompat)
            throws SourceException {
        Set<AttachPoint> single = EnumSet.copyOf(AttachPoint.SINGLE_CALLS);
        single.removeIf(point -> !programs.contains(point.program()));
        EntryPrograms entry = new EntryPrograms(choice, single, hasCompat);
        if (choice == EntryChoice.SYS_ENTER) {
            entry.reason = "engine.modern_ebpf.entry is sys_enter";
            return entry;
        }
        try {
            if (KernelFeatures.TASK_STORAGE.isThere() && !KernelFeatures.TASK_STORAGE_AT_TRACEPOINTS.isThere()) {
                entry.giveUp("Linux before 5.13 has no memory of tasks for programs at tracepoints");
            } else {
                entry.tracepoints = tracefs.numbers(single);
            }
        } catch (IOException | NativeException e) {
            entry.giveUp(e.getMessage());
        }
        return entry;
    }

    /**
     * From now on the program of all calls is used, which always can be.
     *
     * @throws SourceException when only the tracepoints are wanted
     */
    void giveUp(String why) throws SourceException {
        if (choice == EntryChoice.TRACEPOINT) {
            throw new SourceException("engine.modern_ebpf.entry is tracepoint, and that cannot be had here: " + why
                    + "; write auto, with which sys_enter is used then");
        }
        tracepoints = Map.of();
        reason = why;
    }

    boolean usesTracepoints() {
        return !tracepoints.isEmpty();
    }

    /** Programs that need not be loaded. */
    Set<String> unused() {
        return usesTracepoints()
                ? Set.of()
                : single.stream().map(AttachPoint::program).collect(Collectors.toSet());
    }

    /**
     * Leaves one of the two ways.
     *
     * @param points where programs must be attached, with both ways
     * @param compatSeen whether there is code of 32 bits, which the tracepoints do not show
     */
    Set<AttachPoint> choose(Set<AttachPoint> points, boolean compatSeen) {
        Set<AttachPoint> chosen = EnumSet.noneOf(AttachPoint.class);
        chosen.addAll(points);
        if (!usesTracepoints()) {
            chosen.removeAll(AttachPoint.SINGLE_CALLS);
        } else if (!compatSeen) {
            chosen.remove(AttachPoint.CALL_BEGIN);
        }
        return chosen;
    }

    /** Where arguments are taken with programs at these points. */
    ProbeSettings.Taking taking(Set<AttachPoint> points) {
        if (points.stream().anyMatch(AttachPoint.SINGLE_CALLS::contains)) {
            return ProbeSettings.Taking.AT_SINGLE_CALLS;
        }
        return points.contains(AttachPoint.CALL_BEGIN)
                ? ProbeSettings.Taking.AT_ALL_CALLS
                : ProbeSettings.Taking.NOWHERE;
    }

    /**
     * Attaches a program to its point.
     *
     * @throws NativeException when the kernel refuses
     */
    BpfLink attach(AttachPoint point, BpfProgram program) throws NativeException {
        return AttachPoint.SINGLE_CALLS.contains(point) ? program.attach(tracepoints.get(point)) : program.attach();
    }

    /** Notes that the program for 32-bit code could not be attached. */
    void refuseCompat() {
        compatRefused = true;
    }

    /** What was decided. */
    EntryWay way(boolean compatSeen) {
        if (!usesTracepoints()) {
            return new EntryWay(EntryWay.Place.SYS_ENTER, reason, EntryWay.Compat.INCLUDED);
        }
        EntryWay.Compat compat = EntryWay.Compat.AWAITED;
        if (!hasCompat) {
            compat = EntryWay.Compat.INCLUDED;
        } else if (compatSeen) {
            compat = compatRefused ? EntryWay.Compat.REFUSED : EntryWay.Compat.SEEN;
        }
        return new EntryWay(EntryWay.Place.TRACEPOINT, "", compat);
    }
}
