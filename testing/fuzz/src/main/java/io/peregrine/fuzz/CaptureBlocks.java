package io.peregrine.fuzz;

import io.peregrine.capture.block.BlockType;
import io.peregrine.schema.EventCodes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An undamaged capture cut into its blocks: first those that describe the machine, then the events. Immutable.
 *
 * @param opening the blocks before the first event
 * @param events the blocks from the first event on
 */
record CaptureBlocks(List<Block> opening, List<Block> events) {
    private static final int HEAD = 8;
    private static final int FRAME = HEAD + 4;

    CaptureBlocks {
        opening = List.copyOf(opening);
        events = List.copyOf(events);
    }

    /**
     * One block without its frame.
     *
     * @param type its type
     * @param body its bytes; never changed
     */
    record Block(int type, byte[] body) {
        boolean isEvent() {
            return BlockType.isEvent(BlockType.published(type));
        }

        /** Whether a word of flags stands before the event. */
        boolean isFlagged() {
            return switch (BlockType.published(type)) {
                case BlockType.FLAGGED_EVENT_V1, BlockType.FLAGGED_EVENT_V2, BlockType.FLAGGED_LARGE_EVENT -> true;
                default -> false;
            };
        }

        /** Where in the body the event's header begins. */
        int eventOffset() {
            return isFlagged() ? 6 : 2;
        }

        /** Where in the body the event's code stands. */
        int codeOffset() {
            return eventOffset() + 20;
        }

        /** The event's code, 0 where the body has none that is known. */
        int codeOrZero() {
            int at = codeOffset();
            int code = at + 2 > body.length ? 0 : (body[at] & 0xff) | (body[at + 1] & 0xff) << 8;
            return code < EventCodes.COUNT ? code : 0;
        }
    }

    /** Cuts the bytes of a whole, unpacked capture; a last block that is not whole is left out. */
    static CaptureBlocks of(byte[] capture) {
        ByteBuffer bytes = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
        List<Block> opening = new ArrayList<>();
        List<Block> events = new ArrayList<>();
        int at = 0;
        while (at + FRAME <= capture.length) {
            int length = bytes.getInt(at + 4);
            if (length < FRAME || length > capture.length - at) {
                break;
            }
            Block block = new Block(bytes.getInt(at), Arrays.copyOfRange(capture, at + HEAD, at + length - 4));
            (events.isEmpty() && !block.isEvent() ? opening : events).add(block);
            at += length;
        }
        return new CaptureBlocks(opening, events);
    }

    /** The bytes of a capture of these blocks, each in a right frame. */
    static byte[] join(List<Block> blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Block block : blocks) {
            int padded = (block.body().length + 3) & ~3;
            ByteBuffer frame = ByteBuffer.allocate(padded + FRAME).order(ByteOrder.LITTLE_ENDIAN);
            frame.putInt(block.type()).putInt(padded + FRAME).put(block.body());
            frame.putInt(padded + HEAD, padded + FRAME);
            out.writeBytes(frame.array());
        }
        return out.toByteArray();
    }
}
