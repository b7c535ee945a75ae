package io.peregrine.engine.eval;

import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.NumberExtractor;
import io.peregrine.fields.Slot;
import io.peregrine.fields.SlotList;
import io.peregrine.state.EventContext;

/**
 * Everything that changes while events are judged: the event with its state, extraction buffers, and the answers of shared
 * sub-conditions.
 *
 * <p>One thread owns it, for one event source and one set of plans. Answers are valid for one event: {@link #nextEvent} forgets them all
 * by counting up a stamp.
 */
public final class EvalContext {
    private final EventContext event;
    private final Slot slot = new Slot();
    private final SlotList list = new SlotList();
    private final Slot[] slots;
    private final SlotList[] lists;
    private final long[] memos;
    private final Slot[] values;
    private final long[] valueStamps;
    private long stamp = 2;

    /** A context for the events of one source. */
    public EvalContext(EventContext event, ScratchPlan.Size size) {
        this.event = event;
        slots = new Slot[size.slots()];
        lists = new SlotList[size.lists()];
        memos = new long[size.memos()];
        values = new Slot[size.values()];
        valueStamps = new long[size.values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = new Slot();
        }
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot();
        }
        for (int i = 0; i < lists.length; i++) {
            lists[i] = new SlotList();
        }
    }

    /** The event that is judged, and its state. */
    public EventContext event() {
        return event;
    }

    /** Forgets what was remembered of the event before; to be called once for each event. */
    public void nextEvent() {
        stamp += 2;
    }

    /** To be called behind each rule whose condition or whose output may have changed what is read afterwards. */
    public void endRule() {
        event.endRule();
    }

    /** The slot for the value of a comparison that reads nothing else meanwhile. */
    public Slot slot() {
        return slot;
    }

    /** The list for the values of a comparison that reads nothing else meanwhile. */
    public SlotList list() {
        return list;
    }

    /** A slot that a plan reserved. */
    Slot slot(int index) {
        return slots[index];
    }

    /** A list that a plan reserved. */
    SlotList list(int index) {
        return lists[index];
    }

    /** Whether an answer is remembered for this event. */
    public boolean isKnown(int memo) {
        return (memos[memo] & ~1L) == stamp;
    }

    /** The remembered answer. */
    public boolean recall(int memo) {
        return (memos[memo] & 1) != 0;
    }

    /** Remembers an answer for this event. */
    public boolean remember(int memo, boolean answer) {
        memos[memo] = answer ? stamp | 1 : stamp;
        return answer;
    }

    /** Reads a field into its own slot, once an event; false when it has no value. */
    boolean readBytes(int value, BytesExtractor field) {
        long known = valueStamps[value];
        return (known & ~1L) == stamp ? (known & 1) != 0 : keep(value, field.extract(event, values[value]));
    }

    /** Reads a field into its own slot, once an event; false when it has no value. */
    boolean readNumber(int value, NumberExtractor field) {
        long known = valueStamps[value];
        return (known & ~1L) == stamp ? (known & 1) != 0 : keep(value, field.extract(event, values[value]));
    }

    private boolean keep(int value, boolean present) {
        valueStamps[value] = present ? stamp | 1 : stamp;
        return present;
    }

    /** The slot of a field that was read. */
    Slot value(int value) {
        return values[value];
    }
}
