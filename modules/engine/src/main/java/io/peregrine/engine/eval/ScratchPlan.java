package io.peregrine.engine.eval;

/** Counts, while conditions are planned, the scratch that an {@link EvalContext} must have for them. Used by one thread. */
public final class ScratchPlan {
    private int slots;
    private int lists;
    private int memos;
    private int values;

    /** Reserves a slot and tells its index. */
    int newSlot() {
        return slots++;
    }

    /** Reserves a list and tells its index. */
    int newList() {
        return lists++;
    }

    /** Reserves a remembered answer and tells its index. */
    int newMemo() {
        return memos++;
    }

    /** Reserves a remembered value and tells its index. */
    int newValue() {
        return values++;
    }

    /** What has been reserved so far. */
    public Size size() {
        return new Size(slots, lists, memos, values);
    }

    /**
     * The scratch that a set of plans needs.
     *
     * @param slots slots for single values
     * @param lists lists of slots
     * @param memos remembered answers
     * @param values remembered values
     */
    public record Size(int slots, int lists, int memos, int values) {}
}
