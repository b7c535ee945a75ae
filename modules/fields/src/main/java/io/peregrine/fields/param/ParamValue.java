package io.peregrine.fields.param;

import io.peregrine.event.EventView;
import io.peregrine.fields.Slot;

/**
 * The bytes of a parameter behind a few that are skipped, such as the one that picks a dynamic parameter's type.
 *
 * @param event the event
 * @param param the parameter
 * @param skip how many bytes are not part of the value
 */
record ParamValue(EventView event, int param, int skip) {
    /** The number of bytes. */
    int length() {
        return event.paramLength(param) - skip;
    }

    /** The value as a signed number of its size. */
    long signed() {
        if (skip == 0) {
            return event.signed(param);
        }
        int unused = Long.SIZE - 8 * size();
        return size() == 0 ? 0 : unsigned() << unused >> unused;
    }

    /** The value as an unsigned number of its size. */
    long unsigned() {
        if (skip == 0) {
            return event.unsigned(param);
        }
        long number = 0;
        for (int i = size() - 1; i >= 0; i--) {
            number = number << 8 | event.byteAt(param, skip + i);
        }
        return number;
    }

    private int size() {
        return Math.min(Long.BYTES, length());
    }

    /** Copies the value into a slot, from index 0 of its array; returns its length. */
    int copy(Slot into) {
        into.startText().append(event, param, skip, length());
        into.setText();
        return length();
    }
}
