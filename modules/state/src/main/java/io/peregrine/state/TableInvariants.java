package io.peregrine.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What must hold of the tables between two events, whatever events came. */
public final class TableInvariants {
    private final StateTables tables;
    private final List<String> violations = new ArrayList<>();
    private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;

    private TableInvariants(StateTables tables) {
        this.tables = tables;
    }

    /** A sentence for each thing that does not hold, none when all is well. */
    public static List<String> violations(StateTables tables) {
        TableInvariants invariants = new TableInvariants(tables);
        tables.threads().forEach(invariants::check);
        tables.users().forEach((container, user) -> invariants.bytes += user.weight());
        tables.groups().forEach((container, group) -> invariants.bytes += group.weight());
        if (invariants.bytes != tables.budget().used()) {
            invariants.violations.add("The budget counts " + tables.budget().used() + " bytes, the tables hold "
                    + invariants.bytes + ".");
        }
        return List.copyOf(invariants.violations);
    }

    private void require(boolean holds, ThreadEntry thread, String sentence) {
        if (!holds) {
            violations.add("Of " + thread + ": " + sentence);
        }
    }

    private void check(ThreadEntry thread) {
        require(!thread.isNone(), thread, "the sentinel is in the table.");
        require(!thread.isRemoved(), thread, "it is in the table and marked as removed.");
        require(tables.threads().find(thread.tid()) == thread, thread, "its tid finds another entry.");
        ThreadGroup group = thread.kinship.group();
        if (!group.isNone()) {
            require(group.threads().contains(thread), thread, "its group does not list it.");
            require(group.aliveCount() >= 0, thread, "its group has fewer than no live threads.");
        }
        checkBytes(thread);
        checkDescriptors(thread);
    }

    private void checkBytes(ThreadEntry thread) {
        bytes += thread.charged();
        countBlock(thread.program().args());
        countBlock(thread.surroundings().env());
        countBlock(thread.surroundings().cgroups());
        DescriptorTable own = thread.ownDescriptors();
        if (counted.add(own.storageIdentity())) {
            bytes += own.charged();
            require(own.charged() == own.measured(), thread, "its descriptors weigh other than charged.");
        }
    }

    private void countBlock(StringBlock block) {
        if (!block.isEmpty() && counted.add(block)) {
            bytes += block.weight();
        }
    }

    private void checkDescriptors(ThreadEntry thread) {
        DescriptorTable own = thread.ownDescriptors();
        require(own.size() <= DescriptorTable.MAX_SIZE, thread, "it has more descriptors than are kept.");
        long[] numbers = own.numbers();
        require(numbers.length == own.size(), thread, "its descriptors are miscounted.");
        for (long number : numbers) {
            require(own.contains(number), thread, "descriptor " + number + " is not found.");
        }
    }
}
