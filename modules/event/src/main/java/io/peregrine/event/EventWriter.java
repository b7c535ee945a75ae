package io.peregrine.event;

import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Builds one event after another in a buffer of its own, in the layout {@link EventLayout}: for converted captures, injected events
 * and tests. The built event lives until the next {@link #begin}. Owned by one thread; the buffer grows to the largest event.
 */
public final class EventWriter {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int INITIAL_SIZE = 1 << 16;

    private MemorySegment buffer = Arena.ofAuto().allocate(INITIAL_SIZE);
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
        buffer.set(LONG, end, value);
        return finish(size);
    }

    /** Appends bytes. */
    public EventWriter bytes(byte[] value) {
        reserve(value.length);
        MemorySegment.copy(value, 0, buffer, ValueLayout.JAVA_BYTE, end, value.length);
        return finish(value.length);
    }

    /** Appends bytes of other memory. */
    public EventWriter bytes(MemorySegment from, long offset, int length) {
        reserve(length);
        MemorySegment.copy(from, offset, buffer, end, length);
        return finish(length);
    }

    /** Appends text with a closing NUL. */
    public EventWriter text(ByteString value) {
        reserve(value.length() + 1);
        MemorySegment.copy(value.array(), 0, buffer, ValueLayout.JAVA_BYTE, end, value.length());
        buffer.set(ValueLayout.JAVA_BYTE, end + value.length(), (byte) 0);
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
        if (needed > buffer.byteSize()) {
            MemorySegment larger = Arena.ofAuto().allocate(Math.max(needed, buffer.byteSize() * 2));
            MemorySegment.copy(buffer, 0, larger, 0, end);
            buffer = larger;
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
