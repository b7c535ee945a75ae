package io.peregrine.event;

import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventDescriptor;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import java.lang.foreign.MemorySegment;

/**
 * A reusable view of one event in an array ({@link EventLayout}).
 *
 * <p>A source wraps its memory in a view and lends it until the source's next call; who needs bytes longer copies them. The header is
 * decoded once in {@link #wrap}, and so are the places of all values: most events have few. All lengths are checked there: no accessor
 * reads outside the event, and a value that is shorter than its type reads as a smaller number. Not thread-safe; nothing here allocates but
 * the methods that say so.
 */
public final class EventView {

    private static final byte[] NONE = {};
    private static final boolean[] LARGE = largeCodes();

    private final EventCopy copy = new EventCopy();
    private byte[] memory = NONE;
    private int start;
    private int length;
    private long timestamp;
    private long tid;
    private int code;
    private int paramCount;
    private int cpu;
    private long number;
    private long turn;
    private boolean stateOnly;
    private boolean late;
    private final int[] offsets = new int[EventLayout.MAX_PARAMS + 1];

    private static boolean[] largeCodes() {
        boolean[] codes = new boolean[EventCodes.COUNT];
        EventTable.all().forEach(event -> codes[event.code()] = event.has(EventFlag.LARGE_PAYLOAD));
        return codes;
    }

    /**
     * Points the view at an event.
     *
     * @param array where the event lies; must stay unchanged while the view is used
     * @param offset of the event's header
     * @param available bytes from the offset to the end of what may be read
     * @param fromCpu the processor that made it
     * @return false when what lies there is no event: a length outside the available bytes, a code outside the table, or more
     *     parameters than fit; the view is then unusable until wrapped again
     */
    public boolean wrap(byte[] array, int offset, int available, int fromCpu) {
        if (available < EventLayout.HEADER_SIZE) {
            return false;
        }
        long size = EventLayout.length(array, offset);
        int eventCode = EventLayout.code(array, offset);
        long params = EventLayout.paramCount(array, offset);
        if (size > available || eventCode >= EventCodes.COUNT) {
            return false;
        }
        boolean hasLargeLengths = LARGE[eventCode];
        long values = EventLayout.HEADER_SIZE + params * (hasLargeLengths ? Integer.BYTES : Short.BYTES);
        if (params > EventLayout.MAX_PARAMS || values > size) {
            return false;
        }
        turn++;
        memory = array;
        start = offset;
        length = (int) size;
        timestamp = EventLayout.timestamp(array, offset);
        tid = EventLayout.tid(array, offset);
        code = eventCode;
        paramCount = (int) params;
        cpu = fromCpu;
        stateOnly = false;
        late = false;
        offsets[0] = (int) values;
        locate(hasLargeLengths);
        return true;
    }

    /**
     * Copies an event of native memory into an array of the view's own and points the view at it. An array costs a fraction of what native memory does to
     * read from in code that is not compiled yet, and to compile.
     *
     * @param segment where the event lies; not looked at any more when the call is back
     * @param offset of the event's header
     * @param available bytes from the offset to the end of what may be read
     * @param fromCpu the processor that made it
     * @return as {@link #wrap}; false also for an event of more than {@link EventLayout#LARGEST} bytes
     */
    public boolean copyFrom(MemorySegment segment, long offset, long available, int fromCpu) {
        if (available < EventLayout.HEADER_SIZE) {
            return false;
        }
        long size = NativeHeader.length(segment, offset);
        if (size < EventLayout.HEADER_SIZE || size > available || size > EventLayout.LARGEST) {
            return false;
        }
        return wrap(copy.take(segment, offset, (int) size), 0, (int) size, fromCpu);
    }

    /** The places of all values, behind that of the first; a value that would end outside the event is cut to what is there. */
    private void locate(boolean large) {
        int at = offsets[0];
        int end = length;
        for (int i = 0; i < paramCount; i++) {
            int left = end - at;
            int size = large
                    ? (int) Math.min(left, EventLayout.largeLength(memory, start, i))
                    : EventLayout.shortLength(memory, start, i);
            at = size < left ? at + size : end;
            offsets[i + 1] = at;
        }
    }

    /** Nanoseconds since the epoch. */
    public long timestamp() {
        return timestamp;
    }

    /** A source whose clock was set says when the event happened; the next {@link #wrap} takes it back. The bytes stay as they are. */
    public void retime(long time) {
        timestamp = time;
    }

    /** The thread that made the event, -1 for none. */
    public long tid() {
        return tid;
    }

    /** The event code, an index of {@link EventTable}. */
    public int code() {
        return code;
    }

    /** What the table says of the code. */
    public EventDescriptor descriptor() {
        return EventTable.byCode(code);
    }

    /** The number of parameters that this event carries, which may be fewer than its descriptor lists. */
    public int paramCount() {
        return paramCount;
    }

    /** The processor that made the event. */
    public int cpu() {
        return cpu;
    }

    /** The running number of the event among those of its pipeline, from 1; 0 before one was given. */
    public long number() {
        return number;
    }

    /** Whoever takes events from the source numbers them through: a pipeline. Stays until another number is given. */
    public void giveNumber(long running) {
        number = running;
    }

    /**
     * The id of the source that the event belongs to: the one that an event of a plugin and an asynchronous event carry, 0 ({@link
     * SourceName#SYSCALL}) for all others.
     */
    public long sourceId() {
        return code == EventCodes.PLUGINEVENT_E || code == EventCodes.ASYNCEVENT_E ? unsigned(0) : 0;
    }

    /** A number that is another one whenever the view was pointed elsewhere: for who keeps something of the event that it shows. */
    public long turn() {
        return turn;
    }

    /** Shows the same event as another view, which may then be pointed elsewhere. */
    public void become(EventView other) {
        turn++;
        if (other.memory == other.copy.array()) {
            memory = copy.take(other.memory, other.start, other.length);
            start = 0;
        } else {
            memory = other.memory;
            start = other.start;
        }
        length = other.length;
        timestamp = other.timestamp;
        tid = other.tid;
        code = other.code;
        paramCount = other.paramCount;
        cpu = other.cpu;
        number = other.number;
        stateOnly = other.stateOnly;
        late = other.late;
        System.arraycopy(other.offsets, 0, offsets, 0, paramCount + 1);
    }

    /** Whether the event only brings the state up to date: no rule judges it, no output shows it, no recording keeps it. */
    public boolean stateOnly() {
        return stateOnly;
    }

    /** A source says so of the event that it has wrapped; the next {@link #wrap} takes it back. */
    public void markStateOnly() {
        stateOnly = true;
    }

    /** Whether arguments that are taken when a call begins were read when it had ended, so that another thread may have rewritten them. */
    public boolean late() {
        return late;
    }

    /** A source says so of the event that it has wrapped; the next {@link #wrap} takes it back. */
    public void markLate() {
        late = true;
    }

    /** The array that holds the event. */
    public byte[] array() {
        return memory;
    }

    /** Where the event's header lies in {@link #array()}. */
    public int offset() {
        return start;
    }

    /** The length of the whole event in bytes. */
    public int length() {
        return length;
    }

    /** Whether the event carries this parameter with at least one byte. */
    public boolean has(int param) {
        return paramLength(param) > 0;
    }

    /** The bytes of a value, 0 for a parameter that the event does not carry. */
    public int paramLength(int param) {
        if (param >= paramCount || param < 0) {
            return 0;
        }
        return offsets[param + 1] - offsets[param];
    }

    /** Where a value lies in {@link #array()}; meaningful only where {@link #has} is true. */
    public int paramOffset(int param) {
        return start + offsets[param];
    }

    /** A value as a signed number of the size that it has on the wire (1, 2, 4 or 8 bytes), 0 when it has none. */
    public long signed(int param) {
        int size = paramLength(param);
        if (size >= 8) {
            return LittleEndian.getLong(memory, paramOffset(param));
        }
        if (size >= 4) {
            return LittleEndian.getInt(memory, paramOffset(param));
        }
        if (size >= 2) {
            return (short) LittleEndian.getUnsignedShort(memory, paramOffset(param));
        }
        return size == 1 ? memory[paramOffset(param)] : 0;
    }

    /** A value as an unsigned number of the size that it has on the wire (1, 2, 4 or 8 bytes), 0 when it has none. */
    public long unsigned(int param) {
        int size = paramLength(param);
        if (size >= 8) {
            return LittleEndian.getLong(memory, paramOffset(param));
        }
        if (size >= 4) {
            return Integer.toUnsignedLong(LittleEndian.getInt(memory, paramOffset(param)));
        }
        if (size >= 2) {
            return LittleEndian.getUnsignedShort(memory, paramOffset(param));
        }
        return size == 1 ? Byte.toUnsignedLong(memory[paramOffset(param)]) : 0;
    }

    /**
     * One byte of a value, unsigned.
     *
     * @throws IndexOutOfBoundsException for an index outside the value
     */
    public int byteAt(int param, int index) {
        if (index < 0 || index >= paramLength(param)) {
            throw new IndexOutOfBoundsException(index);
        }
        return Byte.toUnsignedInt(memory[paramOffset(param) + index]);
    }

    /** The length of a text value: the bytes before its first NUL, looked for at eight places at a time. */
    public int textLength(int param) {
        int size = paramLength(param);
        int at = size == 0 ? 0 : paramOffset(param);
        int i = 0;
        for (; i + Long.BYTES <= size; i += Long.BYTES) {
            long zeros = ZeroBytes.in(LittleEndian.getLong(memory, at + i));
            if (zeros != 0) {
                return i + ZeroBytes.first(zeros);
            }
        }
        for (; i < size; i++) {
            if (memory[at + i] == 0) {
                return i;
            }
        }
        return size;
    }

    /**
     * Whether a value begins with these bytes. Compares eight at a time: arguments and environments of kilobytes are compared on every exec
     * and clone with what is known already.
     *
     * @param param the parameter
     * @param bytes what is compared with
     * @param count how many of the bytes
     */
    public boolean startsWith(int param, byte[] bytes, int count) {
        if (count > paramLength(param)) {
            return false;
        }
        int at = count == 0 ? 0 : paramOffset(param);
        int i = 0;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            if (LittleEndian.getLong(memory, at + i) != LittleEndian.getLong(bytes, i)) {
                return false;
            }
        }
        for (; i < count; i++) {
            if (memory[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Copies bytes of a value.
     *
     * @param param the parameter
     * @param from the first byte of the value to copy
     * @param count how many
     * @param into the target, written from its index {@code at}
     * @param at where the target is written
     */
    public void copy(int param, int from, int count, byte[] into, int at) {
        if (from < 0 || count < 0 || from + count > paramLength(param)) {
            throw new IndexOutOfBoundsException(from + count);
        }
        System.arraycopy(memory, paramOffset(param) + from, into, at, count);
    }

    /** A text value up to its first NUL as a new byte string; allocates. */
    public ByteString text(int param) {
        return bytes(param, 0, textLength(param));
    }

    /** All bytes of a value as a new byte string; allocates. */
    public ByteString bytes(int param) {
        return bytes(param, 0, paramLength(param));
    }

    /** Bytes of a value as a new byte string; allocates. */
    public ByteString bytes(int param, int from, int count) {
        if (count == 0) {
            return ByteString.EMPTY;
        }
        byte[] bytes = new byte[count];
        copy(param, from, count, bytes, 0);
        return ByteString.wrap(bytes);
    }
}
