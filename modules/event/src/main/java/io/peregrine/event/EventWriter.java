package io.peregrine.event;

import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import java.util.Arrays;

/**
 * Builds one event after another in a buffer of its own, in the layout {@link EventLayout}: for converted captures, injected events
 * and tests. The built event lives until the next {@link #begin}. Owned by one thread; the buffer grows to the largest event.
 */
public final class EventWriter {
    private static final int INITIAL_SIZE = 1 << 10;

    private byte[] buffer = new byte[INITIAL_SIZE];
    private long timestamp;
    private long tid;
    private int code;
    private int paramCount;
    private int index;
    private int end;
    private boolean large;

    /** Starts an event that will carry this many parameters. */
    public EventWriter begin(int eventCode, long eventTime, long eventTid, int params) {
        timestamp = eventTime;
        tid = eventTid;
        code = eventCode;
        paramCount = params;
        index = 0;
        large = EventTable.byCode(eventCode).has(EventFlag.LARGE_PAYLOAD);
        end = EventLayout.HEADER_SIZE + params * (large ? 4 : 2);
        return this;
    }

    /** Appends a value of no bytes. */
    public EventWriter empty() {
        return finish(0);
    }

    /** Appends a number in this many bytes, little-endian. */
    public EventWriter number(long value, int size) {
        reserve(8);
        LittleEndian.putLong(buffer, end, value);
        return finish(size);
    }

    /** Appends bytes. */
    public EventWriter bytes(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, buffer, end, value.length);
        return finish(value.length);
    }

    /** Appends a value of an event. */
    public EventWriter bytes(EventView from, int param) {
        return bytes(from, param, from.paramLength(param));
    }

    /** Appends so many bytes of a value of an event. */
    public EventWriter bytes(EventView from, int param, int count) {
        reserve(count);
        from.copy(param, 0, count, buffer, end);
        return finish(count);
    }

    /** Appends text with a closing NUL. */
    public EventWriter text(ByteString value) {
        reserve(value.length() + 1);
        System.arraycopy(value.array(), 0, buffer, end, value.length());
        buffer[end + value.length()] = 0;
        return finish(value.length() + 1);
    }

    private EventWriter finish(int size) {
        if (index >= paramCount) {
            throw new IllegalStateException("Event code " + code + " was begun with " + paramCount + " parameters.");
        }
        if (large) {
            EventLayout.putLargeLength(buffer, 0, index, size);
        } else {
            EventLayout.putShortLength(buffer, 0, index, size);
        }
        index++;
        end += size;
        return this;
    }

    private void reserve(int more) {
        long needed = (long) end + more + 8;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.max(needed, 2L * buffer.length)));
        }
    }

    /** Completes the event and points the view at it. */
    public void wrapIn(EventView view, int cpu) {
        if (index != paramCount) {
            throw new IllegalStateException(
                    "Event code " + code + " has " + index + " of " + paramCount + " parameters.");
        }
        EventLayout.putHeader(buffer, 0, new EventLayout.Header(timestamp, tid, end, code, paramCount));
        if (!view.wrap(buffer, 0, end, cpu)) {
            throw new IllegalStateException("Event code " + code + " was built with a wrong layout.");
        }
    }
}
