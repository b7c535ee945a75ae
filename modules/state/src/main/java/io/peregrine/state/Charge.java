package io.peregrine.state;

/** What one entry of the table costs the budget: nothing before it is in the table and after it has left. Owned by the table's thread. */
final class Charge {
    private MemoryBudget budget;
    private long bytes;

    /** The bytes that the budget counts now. */
    long bytes() {
        return bytes;
    }

    /** Whether the entry is in the table and pays. */
    boolean isOn() {
        return bytes > 0;
    }

    /** The entry has come into the table. */
    void begin(MemoryBudget memoryBudget, long weight) {
        budget = memoryBudget;
        bytes = weight;
        budget.charge(bytes);
    }

    /** The entry weighs as much from now on. */
    void become(long weight) {
        if (isOn()) {
            budget.charge(weight - bytes);
            bytes = weight;
        }
    }

    /** The entry has left the table. */
    void end() {
        budget.credit(bytes);
        bytes = 0;
    }

    /** Whether the budget has no room for so many bytes more. */
    boolean wouldExceed(long more) {
        return isOn() && budget.wouldExceed(more);
    }

    /** As {@link #wouldExceed}, and counts the texts that are given up. */
    boolean refusesTexts(long more) {
        boolean refused = wouldExceed(more);
        if (refused) {
            budget.refuseTexts();
        }
        return refused;
    }

    /** The entry holds a block that clones may share. */
    void hold(StringBlock block) {
        block.retain(budget);
    }

    /** The entry lets go of a block. */
    void release(StringBlock block) {
        block.release(budget);
    }

    /** The entry holds another block instead of one. */
    void exchange(StringBlock before, StringBlock after) {
        if (isOn() && before != after) {
            hold(after);
            release(before);
        }
    }
}
