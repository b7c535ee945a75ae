package io.peregrine.probe;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * What was copied out of one ring so that the kernel has its room back: chunks of whole records without a gap, all older than what the ring still holds.
 * Positions are the ring's.
 */
final class Overflow {
    private final OverflowPool pool;
    private final MemorySegment ring;
    private final long mask;
    private final ArrayDeque<OverflowChunk> chunks = new ArrayDeque<>();
    private long events;

    /**
     * Nothing yet.
     *
     * @param ring the ring's memory, with enough of its beginning again for the largest record
     * @param mask makes a place in it of a position
     */
    Overflow(OverflowPool pool, MemorySegment ring, long mask) {
        this.pool = pool;
        this.ring = ring;
        this.mask = mask;
    }

    /**
     * Copies the records between two positions, up to the first that is still being written and as far as there is memory.
     *
     * @param begin where the last call ended, unless all that it copied is dropped
     * @return the position behind the last record that was copied; {@code begin} for none
     */
    long append(long begin, long end) {
        long position = chunks.isEmpty() ? begin : fill(chunks.getLast(), begin, end);
        while (position < end && !RingLayout.isBusy(RingLayout.lengthField(ring, position & mask))) {
            Optional<OverflowChunk> next = pool.take();
            if (next.isEmpty()) {
                break;
            }
            next.get().beginAt(position);
            chunks.add(next.get());
            position = fill(next.get(), position, end);
        }
        if (position > begin) {
            pool.count(events);
            events = 0;
        }
        return position;
    }

    private long fill(OverflowChunk chunk, long begin, long end) {
        long limit = Math.min(end, begin + chunk.room());
        long position = begin;
        while (position < limit) {
            int field = RingLayout.lengthField(ring, position & mask);
            long next = position + RingLayout.stride(RingLayout.length(field));
            if (RingLayout.isBusy(field) || next > limit) {
                break;
            }
            events += RingLayout.isDiscarded(field) ? 0 : 1;
            position = next;
        }
        long place = begin & mask;
        long beforeEnd = Math.min(position - begin, mask + 1 - place);
        chunk.append(ring, place, beforeEnd);
        chunk.append(ring, 0, position - begin - beforeEnd);
        return position;
    }

    /** Gives the chunks back that end at a position or before it; their memory may be overwritten from now on. */
    void dropTo(long position) {
        while (!chunks.isEmpty() && chunks.getFirst().end() <= position) {
            pool.giveBack(chunks.removeFirst());
        }
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** The oldest chunk. */
    OverflowChunk first() {
        return chunks.getFirst();
    }
}
