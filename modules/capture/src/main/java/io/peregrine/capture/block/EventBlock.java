package io.peregrine.capture.block;

import io.peregrine.event.EventLayout;
import io.peregrine.event.EventView;
import io.peregrine.event.LittleEndian;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventFlag;
import io.peregrine.schema.EventTable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A block with one event.
 *
 * <pre>
 *  0      2                    2 or 6
 *  +------+--------------------+---------------------------------+
 *  | cpu  | flags              | event, see EventLayout          |
 *  | u16  | u32, flagged alone |                                 |
 *  +------+--------------------+---------------------------------+
 * </pre>
 *
 * In the first version the event's header has no number of parameters. It is moved four bytes to the front, over bytes of the block that
 * have been read, and the number that fits the event's length takes the gap: parameter lengths and values stay where they are.
 */
public final class EventBlock {
    /** The flag of an event that changes the state and is not to be shown. */
    public static final int STATE_ONLY = 1;

    /** The most bytes of the body of an event that is not large. */
    private static final long LARGEST_BODY = (1 << 16) - 4;

    private static final long LARGEST_LARGE_BODY = 6 + EventLayout.LARGEST;
    private static final int OLD_HEADER = EventLayout.HEADER_SIZE - 4;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private EventBlock() {}

    /**
     * Passes the block and points the view at its event.
     *
     * @return the event's flags, or -1 when its code is newer than the event table
     */
    public static int read(BlockReader block, EventView view) throws IOException {
        int type = block.type();
        boolean large = type == BlockType.LARGE_EVENT || type == BlockType.FLAGGED_LARGE_EVENT;
        boolean old = type == BlockType.EVENT_V1 || type == BlockType.FLAGGED_EVENT_V1;
        boolean flagged = type == BlockType.FLAGGED_EVENT_V1
                || type == BlockType.FLAGGED_EVENT_V2
                || type == BlockType.FLAGGED_LARGE_EVENT;
        int prefix = flagged ? 6 : 2;
        long body = block.bodyLength();
        if (body < prefix + (old ? OLD_HEADER : EventLayout.HEADER_SIZE)) {
            throw new DamageException("an event's block of " + body + " bytes is too short for an event");
        }
        int at = block.whole(large ? LARGEST_LARGE_BODY : LARGEST_BODY);
        byte[] memory = block.array();
        int cpu = LittleEndian.getUnsignedShort(memory, at);
        int flags = flagged ? LittleEndian.getInt(memory, at + 2) & 0x7fffffff : 0;
        int event = at + prefix;
        int available = (int) body - prefix;
        if (EventLayout.code(memory, event) >= EventCodes.COUNT) {
            return -1;
        }
        if (old) {
            modernise(memory, event, available);
            event -= 4;
            available += 4;
        }
        if (!view.wrap(memory, event, available, cpu)) {
            throw new DamageException("an event of code " + EventLayout.code(memory, event) + " claims "
                    + EventLayout.length(memory, event) + " bytes and " + EventLayout.paramCount(memory, event)
                    + " parameters in a block of " + body + " bytes");
        }
        return flags;
    }

    private static void modernise(byte[] memory, int event, int available) throws DamageException {
        int code = EventLayout.code(memory, event);
        long length = EventLayout.length(memory, event) + 4;
        if (code == EventCodes.NOTIFICATION_E || code == EventCodes.INFRASTRUCTURE_EVENT_E) {
            length -= 3;
        }
        if (length < EventLayout.HEADER_SIZE || length > available + 4) {
            throw new DamageException(
                    "an event of code " + code + " claims " + length + " bytes where " + available + " are left");
        }
        System.arraycopy(memory, event, memory, event - 4, OLD_HEADER);
        int params = paramCount(memory, event - 4, code, length);
        EventLayout.putHeader(
                memory,
                event - 4,
                new EventLayout.Header(
                        EventLayout.timestamp(memory, event - 4),
                        EventLayout.tid(memory, event - 4),
                        (int) length,
                        code,
                        params));
    }

    /** The largest number of parameters whose lengths and values fill the event exactly. */
    private static int paramCount(byte[] memory, int event, int code, long length) throws DamageException {
        for (int count = EventTable.byCode(code).params().size(); count >= 0; count--) {
            long end = EventLayout.HEADER_SIZE + 2L * count;
            for (int i = 0; i < count && end <= length; i++) {
                end += EventLayout.shortLength(memory, event, i);
            }
            if (end == length) {
                return count;
            }
        }
        throw new DamageException(
                "an event of code " + code + " has parameters that do not fill its " + length + " bytes");
    }

    /** The most bytes that {@link #write} takes for an event of this length. */
    public static long size(int eventLength) {
        return (BlockReader.FRAME + 2 + 3L + eventLength) & ~3L;
    }

    /**
     * Writes an event as a whole block.
     *
     * @param view the event
     * @param target where the block goes; {@link #size} bytes are needed
     * @param at the block's first byte
     * @return the block's length
     */
    public static long write(EventView view, MemorySegment target, long at) {
        int length = view.length();
        long total = size(length);
        boolean large = view.descriptor().has(EventFlag.LARGE_PAYLOAD);
        target.set(INT, at + total - 8, 0);
        target.set(INT, at, large ? BlockType.LARGE_EVENT : BlockType.EVENT_V2);
        target.set(INT, at + 4, (int) total);
        target.set(SHORT, at + 8, (short) view.cpu());
        MemorySegment.copy(view.array(), view.offset(), target, ValueLayout.JAVA_BYTE, at + 10, length);
        target.set(LONG, at + 10, view.timestamp());
        target.set(INT, at + total - 4, (int) total);
        return total;
    }

    /** The bytes of a block that {@link #write} made, its header and trailer included. */
    public static long total(MemorySegment memory, long at) {
        return memory.get(INT, at + 4);
    }
}
