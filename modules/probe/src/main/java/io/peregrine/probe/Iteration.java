package io.peregrine.probe;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.ffi.BpfIterator;
import io.peregrine.ffi.Errno;
import io.peregrine.ffi.NativeException;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/**
 * One pass over a list of the kernel's, as events. The kernel writes a portion of events when it is asked; {@link Outcome#IDLE} comes
 * between two portions, so that who must not stop for long can go on later. The times of the events say when the kernel looked.
 */
final class Iteration implements EventSource {
    private final BpfIterator iterator;
    private final MemorySegment buffer;
    private final TaskIterators owner;
    private final Consumer<MemorySegment> giveBack;
    private int filled;
    private int at;
    private boolean paused = true;

    /**
     * A pass.
     *
     * @param buffer room for a portion, given back when the pass is closed
     */
    Iteration(BpfIterator iterator, TaskIterators owner, MemorySegment buffer, Consumer<MemorySegment> giveBack) {
        this.iterator = iterator;
        this.owner = owner;
        this.buffer = buffer;
        this.giveBack = giveBack;
    }

    @Override
    public Outcome next(EventView view) throws SourceException {
        if (at == filled) {
            if (!paused) {
                paused = true;
                return Outcome.IDLE;
            }
            if (!read()) {
                return Outcome.END;
            }
        }
        if (!view.copyFrom(buffer, at, filled - at, 0)) {
            owner.counters().tooLarge();
            throw new SourceException("an iterator of the kernel wrote something that is no event");
        }
        at += view.length();
        view.retime(owner.time(view.timestamp()));
        owner.counters().listed(view.code());
        return Outcome.EVENT;
    }

    private boolean read() throws SourceException {
        try {
            filled = iterator.read(buffer);
        } catch (NativeException e) {
            if (e.errno() == Errno.E2BIG) {
                owner.counters().tooLarge();
            }
            throw new SourceException(e.getMessage(), e);
        }
        at = 0;
        paused = false;
        return filled > 0;
    }

    @Override
    public void close() {
        iterator.close();
        giveBack.accept(buffer);
    }
}
