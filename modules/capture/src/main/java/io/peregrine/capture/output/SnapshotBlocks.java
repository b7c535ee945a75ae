package io.peregrine.capture.output;

import io.peregrine.capture.block.BlockBuffer;
import io.peregrine.capture.block.BlockType;
import io.peregrine.capture.block.DescriptorBlock;
import io.peregrine.capture.block.InterfaceBlock;
import io.peregrine.capture.block.MachineBlock;
import io.peregrine.capture.block.ProcessEntry;
import io.peregrine.capture.block.SectionBlock;
import io.peregrine.capture.block.UserBlock;
import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.GroupRecord;
import io.peregrine.capture.record.InterfaceRecord;
import io.peregrine.capture.record.MachineRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.SnapshotConsumer;
import io.peregrine.capture.record.StateSnapshot;
import io.peregrine.capture.record.UserRecord;
import io.peregrine.event.EventView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Writes a snapshot as the blocks that begin a section, in the order of libs 0.25.2: section header, machine, interfaces, users,
 * processes, a descriptor list for each thread, then the events that the snapshot delivers.
 *
 * <p>A long process list is written in several blocks of about {@link #BATCH} bytes, so that the memory in use stays bounded. A snapshot
 * that delivers the descriptors of a thread right behind it makes one list for each thread.
 */
public final class SnapshotBlocks implements SnapshotConsumer {
    private static final int BATCH = 1 << 20;
    private static final long NONE = Long.MIN_VALUE;

    private final CaptureFile file;
    private final BlockBuffer head = new BlockBuffer();
    private final BlockBuffer interfaces = new BlockBuffer();
    private final BlockBuffer users = new BlockBuffer();
    private final BlockBuffer processes = new BlockBuffer();
    private final BlockBuffer descriptors = new BlockBuffer();
    private final StateEvents events = new StateEvents();
    private long listed = NONE;
    private boolean headWritten;

    private SnapshotBlocks(CaptureFile file) {
        this.file = file;
        SectionBlock.write(head);
    }

    /** Writes a snapshot at the file's end. */
    public static void write(StateSnapshot snapshot, CaptureFile file) throws IOException {
        try {
            snapshot.deliver(new SnapshotBlocks(file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void begin() {
        interfaces.begin(BlockType.INTERFACES_V2);
        users.begin(BlockType.USERS_V2);
    }

    @Override
    public void machine(MachineRecord machine) {
        MachineBlock.write(head, machine);
    }

    @Override
    public void networkInterface(InterfaceRecord networkInterface) {
        InterfaceBlock.write(interfaces, networkInterface);
    }

    @Override
    public void user(UserRecord user) {
        UserBlock.write(users, user);
    }

    @Override
    public void group(GroupRecord group) {
        UserBlock.write(users, group);
    }

    @Override
    public void event(EventView event) {
        events.add(event);
    }

    @Override
    public void process(ProcessRecord process) {
        if (processes.size() + descriptors.size() > BATCH) {
            writeBatch();
        }
        if (processes.size() == 0) {
            processes.begin(BlockType.PROCESSES_V9);
        }
        ProcessEntry.write(processes, process);
        list(process.identity().tid());
    }

    @Override
    public void descriptor(long tid, DescriptorRecord descriptor) {
        if (tid != listed) {
            list(tid);
        }
        DescriptorBlock.write(descriptors, descriptor);
    }

    /** Begins the descriptor list of a thread. */
    private void list(long tid) {
        closeList();
        DescriptorBlock.begin(descriptors, tid);
        listed = tid;
    }

    private void closeList() {
        if (listed != NONE) {
            descriptors.end();
            listed = NONE;
        }
    }

    private void writeHead() {
        if (!headWritten) {
            headWritten = true;
            interfaces.end();
            users.end();
            put(head);
            put(interfaces);
            put(users);
        }
    }

    private void writeBatch() {
        writeHead();
        if (processes.size() > 0) {
            processes.end();
        }
        closeList();
        put(processes);
        put(descriptors);
    }

    private void put(BlockBuffer blocks) {
        put(blocks.contents());
        blocks.clear();
    }

    private void put(ByteBuffer blocks) {
        try {
            file.write(blocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end() {
        writeBatch();
        put(events.blocks());
    }
}
