package io.peregrine.probe;

import io.peregrine.event.SourceException;
import io.peregrine.ffi.BpfLink;
import io.peregrine.ffi.BpfProgram;
import io.peregrine.ffi.KernelFeatures;
import io.peregrine.ffi.NativeException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which programs take arguments when calls begin: those in the functions of single calls, those at their tracepoints, or that of all calls. Decided
 * when the probe is loaded, and again whenever the kernel then refuses to load or attach them: each time the next of these ways. Safe for any thread.
 */
final class EntryPrograms {
    /**
     * What was decided.
     *
     * @param reason why it is not the way before, as a clause
     * @param tracepoints the numbers of the tracepoints, where those are used
     */
    private record Decision(EntryWay.Place place, String reason, Map<AttachPoint, Integer> tracepoints) {}

    private final EntryChoice choice;
    private final Set<AttachPoint> single;
    private final boolean hasCompat;
    private final Tracefs tracefs;
    private volatile Decision decision = new Decision(EntryWay.Place.FUNCTION, "", Map.of());
    private volatile boolean compatRefused;

    private EntryPrograms(EntryChoice choice, Set<AttachPoint> single, boolean hasCompat, Tracefs tracefs) {
        this.choice = choice;
        this.single = single;
        this.hasCompat = hasCompat;
        this.tracefs = tracefs;
    }

    /**
     * Decides.
     *
     * @throws SourceException when only one way is wanted and cannot be had
     */
    static EntryPrograms choose(EntryChoice choice, Tracefs tracefs, Architecture machine) throws SourceException {
        Set<AttachPoint> single = EnumSet.copyOf(AttachPoint.SINGLE_CALLS);
        single.removeIf(point -> !point.isOf(machine));
        EntryPrograms entry = new EntryPrograms(choice, single, machine.hasCompat(), tracefs);
        switch (choice) {
            case SYS_ENTER -> entry.allCalls("engine.modern_ebpf.entry is sys_enter");
            case TRACEPOINT -> entry.singleTracepoints("engine.modern_ebpf.entry is tracepoint");
            case FUNCTION, AUTO -> entry.functions();
        }
        return entry;
    }

    private void functions() throws SourceException {
        try {
            if (!KernelFeatures.FUNCTION_PROGRAMS.isThere() || !KernelFeatures.TASK_STORAGE.isThere()) {
                giveUp("this kernel lets no programs stand at its functions");
            }
        } catch (NativeException e) {
            giveUp(e.getMessage());
        }
    }

    private void singleTracepoints(String why) throws SourceException {
        try {
            if (KernelFeatures.TASK_STORAGE.isThere() && !KernelFeatures.TASK_STORAGE_AT_TRACEPOINTS.isThere()) {
                refuse(EntryChoice.TRACEPOINT, "Linux before 5.13 has no memory of tasks for programs at tracepoints");
            } else {
                decision = new Decision(EntryWay.Place.TRACEPOINT, why, tracefs.numbers(single));
            }
        } catch (IOException | NativeException e) {
            refuse(EntryChoice.TRACEPOINT, e.getMessage());
        }
    }

    private void allCalls(String why) {
        decision = new Decision(EntryWay.Place.SYS_ENTER, why, Map.of());
    }

    /**
     * From now on the next way is used; the last always can be.
     *
     * @throws SourceException when only the way that is given up is wanted
     */
    void giveUp(String why) throws SourceException {
        switch (decision.place()) {
            case FUNCTION -> refuse(EntryChoice.FUNCTION, why);
            case TRACEPOINT -> refuse(EntryChoice.TRACEPOINT, why);
            case SYS_ENTER -> throw new SourceException(why);
        }
    }

    private void refuse(EntryChoice way, String why) throws SourceException {
        if (choice == way) {
            throw new SourceException("engine.modern_ebpf.entry is "
                    + way.name().toLowerCase(Locale.ROOT) + ", and that cannot be had here: " + why
                    + "; write auto, with which another way is used then");
        }
        if (way == EntryChoice.FUNCTION) {
            singleTracepoints(why);
        } else {
            allCalls(why);
        }
    }

    /** Where programs stand or would stand at this moment. */
    EntryWay.Place place() {
        return decision.place();
    }

    /** Programs that need not be loaded: those of ways that were given up, and those that would not be used if this one were. */
    Set<String> unused() {
        EntryWay.Place place = place();
        boolean atTracepoints =
                place == EntryWay.Place.TRACEPOINT || place == EntryWay.Place.FUNCTION && choice == EntryChoice.AUTO;
        Set<String> unused = new HashSet<>();
        for (AttachPoint point : single) {
            if (place != EntryWay.Place.FUNCTION) {
                unused.add(point.functionProgram());
            }
            if (!atTracepoints) {
                unused.add(point.program());
            }
        }
        return unused;
    }

    /**
     * Leaves one of the ways.
     *
     * @param points where programs must be attached, at single calls and at all
     * @param compatSeen whether there is code of 32 bits, which single calls do not show
     */
    Set<AttachPoint> choose(Set<AttachPoint> points, boolean compatSeen) {
        Set<AttachPoint> chosen = EnumSet.noneOf(AttachPoint.class);
        chosen.addAll(points);
        if (place() == EntryWay.Place.SYS_ENTER) {
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
     * Attaches to a point the program that belongs there.
     *
     * @param programs all programs by their names
     * @throws NativeException when the kernel refuses
     */
    BpfLink attach(AttachPoint point, Map<String, BpfProgram> programs) throws NativeException {
        Decision now = decision;
        if (!AttachPoint.SINGLE_CALLS.contains(point)) {
            return programs.get(point.program()).attach();
        }
        return now.place() == EntryWay.Place.FUNCTION
                ? programs.get(point.functionProgram()).attach()
                : programs.get(point.program()).attach(now.tracepoints().get(point));
    }

    /** Notes that the program for 32-bit code could not be attached. */
    void refuseCompat() {
        compatRefused = true;
    }

    /** What was decided. */
    EntryWay way(boolean compatSeen) {
        Decision now = decision;
        EntryWay.Compat compat = EntryWay.Compat.AWAITED;
        if (!hasCompat || now.place() == EntryWay.Place.SYS_ENTER) {
            compat = EntryWay.Compat.INCLUDED;
        } else if (compatSeen) {
            compat = compatRefused ? EntryWay.Compat.REFUSED : EntryWay.Compat.SEEN;
        }
        return new EntryWay(now.place(), now.reason(), compat);
    }
}
