package io.peregrine.recorder;

import io.peregrine.capture.CaptureWriter;
import io.peregrine.capture.block.EventBlock;
import io.peregrine.capture.output.CaptureFile.Packing;
import io.peregrine.capture.record.HeldSnapshot;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes recordings on a thread of its own. The thread of the source hands over files to begin, parts of segments and ends, and never
 * waits: what waits here is counted, and a recording whose parts pile up is given up.
 *
 * <p>A file is flushed whenever nothing waits, so that it is readable up to the last part.
 */
final class RecordingWriter implements AutoCloseable {
    /** What is handed over. */
    private sealed interface Task {
        record Begin(Recording recording) implements Task {}

        record Part(Recording recording, Segment segment, long from, long to) implements Task {}

        record Finish(Recording recording) implements Task {}

        record Stop() implements Task {}
    }

    private static final int MOST_WAITING_FILES = 2;
    private static final long SLICE = 1 << 16;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final Packing packing;
    private final Retainer retainer;
    private final RecordingListener listener;
    private final RecorderCounters counters;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicInteger waitingFiles = new AtomicInteger();
    private volatile boolean failing;
    private final Thread thread;
    private Recording current;
    private CaptureWriter writer;

    RecordingWriter(Packing packing, Retainer retainer, RecordingListener listener, RecorderCounters counters) {
        this.packing = packing;
        this.retainer = retainer;
        this.listener = listener;
        this.counters = counters;
        thread = Thread.ofPlatform().daemon().name("capture-writer").unstarted(this::run);
        thread.start();
    }

    /** Whether a new file would wait too long. */
    boolean isBusy() {
        return waitingFiles.get() >= MOST_WAITING_FILES;
    }

    /** Whether the last file whose end is known was given up. */
    boolean isFailing() {
        return failing;
    }

    void noteFailure() {
        failing = true;
    }

    /** The bytes that wait to be written. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    /** Waits until no more than this many bytes, and few files, wait. */
    void awaitReady(long bytes) {
        while ((waitingBytes() > bytes || isBusy()) && thread.isAlive()) {
            LockSupport.parkNanos(100_000);
        }
    }

    void begin(Recording recording) {
        waitingFiles.incrementAndGet();
        tasks.add(new Task.Begin(recording));
    }

    void write(Recording recording, Segment segment, long from, long to) {
        waitingBytes.addAndGet(to - from);
        tasks.add(new Task.Part(recording, segment.retain(), from, to));
    }

    void finish(Recording recording) {
        tasks.add(new Task.Finish(recording));
    }

    private void run() {
        boolean running = true;
        while (running) {
            Task task = next();
            try {
                running = handle(task);
            } catch (IOException e) {
                giveUp(reason(e));
            } catch (RuntimeException e) {
                giveUp("an unexpected error: " + e);
            }
        }
    }

    /** The next task; whatever was written is in the file before this waits. */
    private Task next() {
        try {
            Task ready = tasks.poll();
            if (ready == null) {
                flush();
                ready = tasks.take();
            }
            return ready;
        } catch (InterruptedException e) {
            giveUp("the program ended before it was written");
            return new Task.Stop();
        }
    }

    private void flush() {
        if (writer != null) {
            try {
                writer.flush();
                current.reportSize(writer.fileSize());
            } catch (IOException e) {
                giveUp(reason(e));
            }
        }
    }

    private boolean handle(Task task) throws IOException {
        switch (task) {
            case Task.Begin(Recording recording) -> {
                waitingFiles.decrementAndGet();
                current = recording;
                writer = CaptureWriter.create(recording.file(), packing);
                writeState(recording);
            }
            case Task.Part part -> writePart(part);
            case Task.Finish(Recording recording) -> finishFile(recording);
            case Task.Stop() -> {
                return false;
            }
        }
        return true;
    }

    private void writeState(Recording recording) throws IOException {
        Optional<HeldSnapshot> state = recording.state();
        try {
            if (state.isPresent()) {
                writer.state(state.get());
            }
        } finally {
            recording.releaseState();
        }
    }

    private void writePart(Task.Part part) throws IOException {
        try {
            Recording recording = part.recording();
            long at = part.from();
            while (at < part.to() && recording == current && writer != null && isWanted(recording)) {
                at = writeSlice(recording, part.segment().memory(), at, part.to());
            }
        } finally {
            waitingBytes.addAndGet(part.from() - part.to());
            part.segment().release();
        }
    }

    /** Whether more may be written into a file: one that is full ends here, the thread of the source hears of it. */
    private static boolean isWanted(Recording recording) {
        return !recording.hasFailed() && !recording.isFull();
    }

    /** Writes some whole blocks; returns where the next begins. */
    private long writeSlice(Recording recording, MemorySegment memory, long from, long to) throws IOException {
        long at = from;
        long events = 0;
        while (at < to && at - from < SLICE) {
            at += EventBlock.total(memory, at);
            events++;
        }
        writer.blocks(memory, from, at - from);
        recording.reportEvents(events);
        recording.reportSize(writer.fileSize());
        counters.events().add(events);
        return at;
    }

    private void finishFile(Recording recording) throws IOException {
        if (recording == current && writer != null) {
            CaptureWriter done = writer;
            writer = null;
            done.close();
            recording.reportSize(done.fileSize());
            if (recording.hasFailed()) {
                retainer.enforce();
                return;
            }
            failing = false;
            counters.finished().increment();
            counters.fileBytes().add(recording.fileBytes());
            listener.finished(recording.file(), recording.fileEvents(), recording.fileBytes());
            retainer.enforce();
        }
    }

    /** Ends the file as it is. */
    private void giveUp(String reason) {
        if (current == null) {
            return;
        }
        boolean known = current.hasFailed();
        current.reportFailure();
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                // The reason that is reported came first.
            }
            writer = null;
        }
        if (!known) {
            failing = true;
            counters.failed().increment();
            listener.failed(current.file(), "The capture " + current.file() + " was given up: " + reason + ".");
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "its folder does not exist";
            case AccessDeniedException _ -> "permission to write it is denied";
            default -> failure.getMessage();
        };
    }

    /** Writes everything that waits, for some seconds at most, and ends the thread. */
    @Override
    public void close() {
        tasks.add(new Task.Stop());
        boolean interrupted = false;
        try {
            if (!thread.join(LONGEST_CLOSE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            thread.interrupt();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
