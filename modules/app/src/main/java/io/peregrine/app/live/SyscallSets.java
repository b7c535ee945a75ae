package io.peregrine.app.live;

import io.peregrine.schema.EventCategory;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventSourceKind;
import io.peregrine.schema.SyscallDescriptor;
import io.peregrine.schema.SyscallTable;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Named sets of system calls, as bits of portable ids. Every method returns a new set. */
public final class SyscallSets {
    private static final List<String> REPAIR_BASE = List.of(
            "clone",
            "clone3",
            "fork",
            "vfork",
            "execve",
            "execveat",
            "fchdir",
            "chdir",
            "chroot",
            "capset",
            "setgid",
            "setgid32",
            "setpgid",
            "setresgid",
            "setresgid32",
            "setresuid",
            "setresuid32",
            "setsid",
            "setuid",
            "setuid32",
            "prctl");

    /** Calls beyond those of the state that the shipped and the public stable rules ask for. */
    private static final List<String> USUAL = List.of(
            "bpf",
            "chmod",
            "fchmod",
            "fchmodat",
            "finit_module",
            "init_module",
            "link",
            "linkat",
            "mkdir",
            "mkdirat",
            "mount",
            "ptrace",
            "rename",
            "renameat",
            "renameat2",
            "rmdir",
            "sendmsg",
            "sendto",
            "symlink",
            "symlinkat",
            "unlink",
            "unlinkat",
            "userfaultfd");

    private SyscallSets() {}

    /** Every call and tracepoint. */
    public static BitSet all() {
        return where(call -> call.id() != 0);
    }

    /** The calls without which the tables of threads and descriptors would be wrong. */
    public static BitSet state() {
        return where(call -> call.always() || hasEvent(call, SyscallSets::changesState));
    }

    /** What most rule files ask for: the calls of the state and those that {@link #USUAL} names. */
    public static BitSet expected() {
        BitSet expected = state();
        expected.or(named(USUAL));
        return expected;
    }

    /** The calls that move so much data that they are reported only on request: reads and writes that change no state. */
    public static BitSet ignoredByDefault() {
        BitSet ignored = ofCategories(EventCategory.IO_READ, EventCategory.IO_WRITE);
        ignored.andNot(state());
        return ignored;
    }

    /** A set with the fewest calls added that keep processes, and the descriptors that the set itself is about, right. */
    public static BitSet repaired(BitSet selected) {
        BitSet repaired = named(REPAIR_BASE);
        repaired.or(selected);
        boolean network = selected.intersects(ofCategories(EventCategory.NET));
        if (network) {
            repaired.or(named(List.of("socket", "getsockopt")));
        }
        if (selected.intersects(named(List.of("accept", "accept4", "listen")))) {
            repaired.or(named(List.of("bind")));
        }
        if (network
                || selected.intersects(ofCategories(
                        EventCategory.FILE, EventCategory.IO_READ, EventCategory.IO_WRITE, EventCategory.IO_OTHER))) {
            repaired.or(named(List.of("close")));
        }
        repaired.or(processExit());
        return repaired;
    }

    /** The exit of processes, without which the tables would only grow. */
    public static BitSet processExit() {
        return named(List.of("sched_process_exit"));
    }

    /** The calls with these names. */
    public static BitSet named(Collection<String> names) {
        return where(call -> names.contains(call.name()));
    }

    /**
     * The calls that events with these names stand for, as users write them: an event name stands for all its calls, and a call that only
     * travels as the generic event goes by its own name.
     */
    public static BitSet ofEventNames(Collection<String> names) {
        return where(call -> (call.isGeneric() && names.contains(call.name()))
                || hasEvent(call, event -> event.code() > EventCodes.GENERIC_X && names.contains(event.name())));
    }

    /** The names that {@link #ofEventNames} would take for these calls, sorted. */
    public static Set<String> eventNames(BitSet calls) {
        Set<String> names = new TreeSet<>();
        for (SyscallDescriptor call : SyscallTable.all()) {
            if (calls.get(call.id())) {
                List<String> own = call.events().stream()
                        .filter(event -> event.code() > EventCodes.GENERIC_X)
                        .map(EventDescriptor::name)
                        .toList();
                names.addAll(own.isEmpty() ? List.of(call.name()) : own);
            }
        }
        return names;
    }

    private static BitSet ofCategories(EventCategory... categories) {
        List<EventCategory> wanted = List.of(categories);
        return where(call -> hasEvent(call, event -> wanted.contains(event.category())));
    }

    private static boolean changesState(EventDescriptor event) {
        return event.code() > EventCodes.GENERIC_X
                && event.has(EventFlag.MODIFIES_STATE)
                && (event.source() == EventSourceKind.SYSCALL || event.source() == EventSourceKind.TRACEPOINT);
    }

    private static boolean hasEvent(SyscallDescriptor call, Predicate<EventDescriptor> test) {
        return call.events().stream().anyMatch(test);
    }

    private static BitSet where(Predicate<SyscallDescriptor> test) {
        BitSet set = new BitSet();
        SyscallTable.all().stream().filter(test).forEach(call -> set.set(call.id()));
        return set;
    }
}
