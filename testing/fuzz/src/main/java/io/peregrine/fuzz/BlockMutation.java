package io.peregrine.fuzz;

import io.peregrine.capture.block.BlockType;
import io.peregrine.event.EventLayout;
import io.peregrine.fuzz.CaptureBlocks.Block;
import io.peregrine.schema.EventCodes;
import io.peregrine.schema.EventTable;
import io.peregrine.testkit.Mutation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages a capture block by block and keeps the frames right, so that the damage reaches what reads the bodies: lists of processes in
 * every layout, conversion of old events, state, fields. Some captures get damaged frames on top. The same seed damages in the same way.
 */
final class BlockMutation {
    private static final int MOST_EVENTS = 400;
    private static final int[] TYPES = {
        BlockType.SECTION, BlockType.MACHINE, BlockType.PROCESSES_V1, BlockType.PROCESSES_V2, BlockType.PROCESSES_V3,
        BlockType.PROCESSES_V4, BlockType.PROCESSES_V5, BlockType.PROCESSES_V6, BlockType.PROCESSES_V7,
                BlockType.PROCESSES_V8,
        BlockType.PROCESSES_V9, BlockType.DESCRIPTORS_V1, BlockType.DESCRIPTORS_V2, BlockType.INTERFACES_V1,
                BlockType.INTERFACES_V2,
        BlockType.USERS_V1, BlockType.USERS_V2, BlockType.EVENT_V1, BlockType.FLAGGED_EVENT_V1, BlockType.EVENT_V2,
        BlockType.FLAGGED_EVENT_V2, BlockType.LARGE_EVENT, BlockType.FLAGGED_LARGE_EVENT
    };

    private final Random random;
    private final long seed;
    private final RandomEvent events;

    BlockMutation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        events = new RandomEvent(random);
    }

    /**
     * The bytes of a damaged capture: the opening and a piece of the events. Three of four are damaged inside of values only, so that all
     * their events are read.
     */
    byte[] of(CaptureBlocks capture) {
        List<Block> blocks = new ArrayList<>(capture.opening());
        int opening = blocks.size();
        int first = random.nextInt(Math.max(1, capture.events().size() - MOST_EVENTS / 2));
        blocks.addAll(capture.events()
                .subList(first, Math.min(first + MOST_EVENTS, capture.events().size())));
        boolean gentle = random.nextInt(4) != 0;
        for (int count = 1 + random.nextInt(gentle ? 200 : 6); count > 0; count--) {
            if (gentle) {
                changeInside(blocks, opening, opening + random.nextInt(blocks.size() - opening));
            } else {
                change(blocks, random.nextBoolean() ? random.nextInt(opening) : random.nextInt(blocks.size()));
            }
        }
        byte[] bytes = CaptureBlocks.join(blocks);
        return gentle || random.nextInt(4) != 0 ? bytes : new Mutation(seed).of(bytes);
    }

    private void changeInside(List<Block> blocks, int firstEvent, int at) {
        Block block = blocks.get(at);
        switch (random.nextInt(5)) {
            case 0, 1 -> blocks.set(at, otherValues(block));
            case 2, 3 -> blocks.add(at + 1, events.near(block));
            default -> blocks.add(at, blocks.get(firstEvent + random.nextInt(blocks.size() - firstEvent)));
        }
    }

    private void change(List<Block> blocks, int at) {
        Block block = blocks.get(at);
        switch (random.nextInt(7)) {
            case 0, 1 -> blocks.set(at, new Block(block.type(), new Mutation(random.nextLong()).of(block.body())));
            case 2 -> blocks.set(at, new Block(TYPES[random.nextInt(TYPES.length)], block.body()));
            case 3 -> blocks.add(at, blocks.get(random.nextInt(blocks.size())));
            case 4 -> blocks.set(at, resized(block));
            case 5 -> blocks.set(at, otherCode(block));
            default -> {
                if (blocks.size() > 2 && at > 0) {
                    blocks.remove(at);
                }
            }
        }
    }

    /** The same event with other bytes behind the lengths of its parameters. */
    private Block otherValues(Block event) {
        byte[] body = event.body().clone();
        int code = event.codeOrZero();
        int at = event.eventOffset()
                + EventLayout.HEADER_SIZE
                + 4 * EventTable.byCode(code).params().size();
        for (int count = 1 + random.nextInt(6); count > 0 && at < body.length; count--) {
            body[at + random.nextInt(body.length - at)] = (byte) random.nextInt();
        }
        return new Block(event.type(), body);
    }

    /** The same event under the code of another one. */
    private Block otherCode(Block event) {
        byte[] body = event.body().clone();
        int at = event.codeOffset();
        if (at + 2 <= body.length) {
            ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) random.nextInt(EventCodes.COUNT));
        }
        return new Block(event.type(), body);
    }

    private Block resized(Block block) {
        return new Block(block.type(), Arrays.copyOf(block.body(), random.nextInt(block.body().length + 64)));
    }
}
