package io.peregrine.capture.block;

import io.peregrine.capture.record.SnapshotConsumer;
import java.io.IOException;

/** Reads what a section says before its first event: its header and the lists of the machine's state. */
public final class SnapshotReader {
    private SnapshotReader() {}

    /**
     * Reads from a section header, which the reader has begun, to the first event's block or the end of the capture.
     *
     * @return whether an event follows; its block is then begun
     */
    public static boolean read(BlockReader block, SnapshotConsumer consumer) throws IOException {
        SectionBlock.read(block);
        block.end();
        consumer.begin();
        try {
            while (block.begin()) {
                if (BlockType.isEvent(block.type())) {
                    return true;
                }
                if (block.type() == BlockType.SECTION) {
                    SectionBlock.read(block);
                    consumer.end();
                    consumer.begin();
                } else {
                    list(block, consumer);
                }
                block.end();
            }
            return false;
        } finally {
            consumer.end();
        }
    }

    private static void list(BlockReader block, SnapshotConsumer consumer) throws IOException {
        switch (block.type()) {
            case BlockType.MACHINE -> consumer.machine(MachineBlock.read(block));
            case BlockType.INTERFACES_V1, BlockType.INTERFACES_V2 -> InterfaceBlock.read(block, consumer);
            case BlockType.USERS_V1, BlockType.USERS_V2 -> UserBlock.read(block, consumer);
            case BlockType.DESCRIPTORS_V1, BlockType.DESCRIPTORS_V2 -> DescriptorBlock.read(block, consumer);
            default -> {
                if (ProcessBlock.version(block.type()) > 0) {
                    ProcessBlock.read(block, consumer);
                }
            }
        }
    }

    /** Whether a type is one of the lists that may stand only between a section header and the section's events. */
    public static boolean isList(int type) {
        return switch (type) {
            case BlockType.MACHINE,
                    BlockType.INTERFACES_V1,
                    BlockType.INTERFACES_V2,
                    BlockType.USERS_V1,
                    BlockType.USERS_V2,
                    BlockType.DESCRIPTORS_V1,
                    BlockType.DESCRIPTORS_V2 -> true;
            default -> ProcessBlock.version(type) > 0;
        };
    }
}
