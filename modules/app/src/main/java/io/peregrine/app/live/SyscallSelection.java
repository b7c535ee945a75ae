package io.peregrine.app.live;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The calls to be reported for a set of rules under the setting {@code base_syscalls}, with what a user should be told of it.
 *
 * @param calls the selected calls as bits of portable ids
 * @param unknownNames names in {@code base_syscalls.custom_set} that stand for no call
 * @param unservedNames calls that rules ask for and that the settings take away
 */
public record SyscallSelection(BitSet calls, Set<String> unknownNames, Set<String> unservedNames) {
    /**
     * The setting {@code base_syscalls}.
     *
     * @param customSet names that replace the state set, and names with {@code !} that are taken away
     * @param repair whether the smallest set that keeps state right replaces the state set
     * @param all whether calls with much data are kept when rules ask for them
     */
    public record Base(List<String> customSet, boolean repair, boolean all) {
        public Base {
            customSet = List.copyOf(customSet);
        }
    }

    /** Selects for rules that ask for these calls. */
    public static SyscallSelection of(BitSet byRules, Base base) {
        Set<String> added = new TreeSet<>();
        Set<String> removed = new TreeSet<>();
        for (String name : base.customSet()) {
            if (name.startsWith("!")) {
                removed.add(name.substring(1));
            } else if (!name.isEmpty()) {
                added.add(name);
            }
        }
        BitSet addedCalls = SyscallSets.ofEventNames(added);
        BitSet removedCalls = SyscallSets.ofEventNames(removed);

        BitSet selected = start(byRules, base, addedCalls);
        selected.andNot(removedCalls);
        if (!base.all()) {
            selected.andNot(SyscallSets.ignoredByDefault());
        }
        if (base.repair() && !base.customSet().isEmpty()) {
            selected = SyscallSets.repaired(selected);
        }
        selected.or(SyscallSets.processExit());

        Set<String> unknown = new TreeSet<>(added);
        unknown.addAll(removed);
        unknown.removeAll(SyscallSets.eventNames(addedCalls));
        unknown.removeAll(SyscallSets.eventNames(removedCalls));
        BitSet unserved = (BitSet) byRules.clone();
        unserved.andNot(selected);
        return new SyscallSelection(selected, unknown, SyscallSets.eventNames(unserved));
    }

    private static BitSet start(BitSet byRules, Base base, BitSet addedCalls) {
        if (base.repair() && addedCalls.isEmpty()) {
            return SyscallSets.repaired(byRules);
        }
        BitSet selected = addedCalls.isEmpty() ? SyscallSets.state() : (BitSet) addedCalls.clone();
        selected.or(byRules);
        return selected;
    }
}
