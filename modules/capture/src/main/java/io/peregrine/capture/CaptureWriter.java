package io.peregrine.capture;

import io.peregrine.capture.block.EventBlock;
import io.peregrine.capture.output.CaptureFile;
import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.capture.output.SnapshotBlocks;
import io.peregrine.capture.record.StateSnapshot;
import io.peregrine.event.EventView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Writes a {@code .scap} capture as libs 0.25.2 lays it out: the state first, then one block for each event.
 *
 * <p>Whoever reads the file sees everything up to the last {@link #flush}. A failed write leaves the file as far as it got; the writer is
 * of no use then but to be closed. Owned by one thread.
 */
public final class CaptureWriter implements AutoCloseable {
    private static final int BATCH = 1 << 16;

    private final CaptureFile file;
    private MemorySegment batch = Arena.ofAuto().allocate(2 * BATCH);
    private long filled;

    /** Writes into a file that has been created. */
    public CaptureWriter(CaptureFile file) {
        this.file = file;
    }

    /** Creates a capture, or empties the file that is there. */
    public static CaptureWriter create(Path file, Packing packing) throws IOException {
        return new CaptureWriter(CaptureFile.create(file, packing));
    }

    /** Begins a section with this state; every capture begins with one. */
    public void state(StateSnapshot snapshot) throws IOException {
        writeBatch();
        SnapshotBlocks.write(snapshot, file);
    }

    /** Writes an event. */
    public void event(EventView view) throws IOException {
        long size = EventBlock.size(view.length());
        if (size > batch.byteSize() - filled) {
            writeBatch();
            if (size > batch.byteSize()) {
                batch = Arena.ofAuto().allocate(2 * size);
            }
        }
        filled += EventBlock.write(view, batch, filled);
        if (filled >= BATCH) {
            writeBatch();
        }
    }

    /** Writes blocks that {@link EventBlock#write} made. */
    public void blocks(MemorySegment memory, long from, long length) throws IOException {
        writeBatch();
        for (long at = 0; at < length; at += BATCH) {
            file.write(memory.asSlice(from + at, Math.min(BATCH, length - at)).asByteBuffer());
        }
    }

    private void writeBatch() throws IOException {
        long length = filled;
        filled = 0;
        file.write(batch.asSlice(0, length).asByteBuffer());
    }

    /** Brings everything that was written into the file. */
    public void flush() throws IOException {
        writeBatch();
        file.flush();
    }

    /** The bytes that are in the file. */
    public long fileSize() {
        return file.fileSize();
    }

    /** Writes what is left and ends the file. */
    @Override
    public void close() throws IOException {
        try (file) {
            writeBatch();
        }
    }
}
