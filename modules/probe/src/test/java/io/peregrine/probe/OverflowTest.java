package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventView;
import io.peregrine.probe.RingMerge.Found;
import io.peregrine.schema.EventCodes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rings that fill faster than they are read. */
class OverflowTest {
    private static final int SIZE = 1 << 16;
    private static final int CODE = EventCodes.SOCKET_GETSOCKNAME_X;
    private static final EventClock CLOCK = new EventClock(() -> 0);

    private final Arena arena = Arena.ofConfined();
    private final KernelRing kernel = new KernelRing(arena, SIZE);
    private final EventView view = new EventView();
    private long time;

    @AfterEach
    void free() {
        arena.close();
    }

    private OverflowPool pool(int chunks) {
        MemorySegment memory = arena.allocate((long) chunks * SIZE, 8);
        return new OverflowPool(memory, SIZE, () -> memory.fill((byte) 0xff), () -> {});
    }

    private boolean write(KernelRing ring) {
        return ring.write(time + 1, CODE, false) >= 0 && ++time > 0;
    }

    private List<Long> read(RingMerge merge) {
        List<Long> times = new ArrayList<>();
        while (merge.next(view) == Found.EVENT) {
            times.add(view.timestamp());
        }
        return times;
    }

    private List<Long> written() {
        return Stream.iterate(1L, at -> at <= time, at -> at + 1).toList();
    }

    @Test
    void givesTheKernelItsRoomBackBeforeAnythingIsRead() {
        OverflowPool pool = pool(3);
        Ring ring = kernel.reader(pool);
        for (int turn = 0; turn < 3; turn++) {
            while (write(kernel)) {}
            ring.relieve();
            assertThat(kernel.consumed()).isEqualTo(kernel.produced());
        }

        assertThat(pool.figures()).isEqualTo(new OverflowFigures(3 * SIZE, time));
        assertThat(read(new RingMerge(List.of(ring), CLOCK))).isEqualTo(written());
        pool.rest();
        assertThat(pool.figures()).as("nothing is kept").isEqualTo(new OverflowFigures(0, time));
    }

    @Test
    void leavesARingAloneThatHoldsLittle() {
        OverflowPool pool = pool(1);
        Ring ring = kernel.reader(pool);
        while (kernel.produced() < SIZE / 4 - 64) {
            write(kernel);
        }
        ring.relieve();

        assertThat(kernel.consumed()).isZero();
        assertThat(pool.figures()).isEqualTo(OverflowFigures.NONE);
    }

    @Test
    void goesNoFurtherThanARecordThatIsStillBeingWritten() {
        Ring ring = kernel.reader(pool(3));
        while (kernel.produced() < SIZE / 2) {
            write(kernel);
        }
        long end = kernel.produced();
        long unfinished = kernel.write(++time, CODE, true);
        while (write(kernel)) {}
        ring.relieve();
        assertThat(kernel.consumed()).isEqualTo(end);

        RingMerge merge = new RingMerge(List.of(ring), CLOCK);
        List<Long> read = read(merge);
        assertThat(read).isEqualTo(written().subList(0, read.size())).hasSizeBetween(1, (int) time - 2);
        kernel.finish(unfinished);
        read.addAll(read(merge));
        assertThat(read).isEqualTo(written());
    }

    @Test
    void letsTheKernelDropWhatIsBeyondTheBound() {
        OverflowPool pool = pool(2);
        Ring ring = kernel.reader(pool);
        long refused = 0;
        for (int i = 0; i < 20_000; i++) {
            refused += write(kernel) ? 0 : 1;
            ring.relieve();
        }

        assertThat(refused).isPositive();
        assertThat(pool.figures().heldBytes()).isEqualTo(2 * SIZE);
        assertThat(read(new RingMerge(List.of(ring), CLOCK))).isEqualTo(written());
    }

    /** A reader that takes one event of three that are made, over rings of which one makes hardly any. */
    @Test
    void losesNothingWhileItIsSlowerThanAllRingsTogether() {
        OverflowPool pool = pool(64);
        KernelRing other = new KernelRing(arena, SIZE);
        KernelRing rare = new KernelRing(arena, SIZE);
        List<Ring> rings =
                Stream.of(kernel, other, rare).map(ring -> ring.reader(pool)).toList();
        RingMerge merge = new RingMerge(rings, CLOCK);
        List<Long> read = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            assertThat(write(kernel) && write(other) && (i % 100 != 0 || write(rare)))
                    .as("room in the rings at %d", i)
                    .isTrue();
            if (merge.next(view) == Found.EVENT) {
                read.add(view.timestamp());
            }
        }
        assertThat(pool.figures().events()).isPositive();

        read.addAll(read(merge));
        assertThat(read).isEqualTo(written());
    }

    @Test
    void doesWithoutWhereThereIsNoMemory() {
        OverflowPool pool = OverflowPool.of(1L << 56, SIZE);
        Ring ring = kernel.reader(pool);
        while (write(kernel)) {}
        ring.relieve();

        assertThat(write(kernel)).isFalse();
        assertThat(read(new RingMerge(List.of(ring), CLOCK))).isEqualTo(written());
        assertThat(pool.figures()).isEqualTo(OverflowFigures.NONE);
    }

    /** Memory of the machine, which reads as zeros once it was given back. */
    @Test
    void usesItsMemoryAgain() {
        try (OverflowPool pool = OverflowPool.of(3 * SIZE, SIZE)) {
            Ring ring = kernel.reader(pool);
            RingMerge merge = new RingMerge(List.of(ring), CLOCK);
            List<Long> read = new ArrayList<>();
            for (int turn = 0; turn < 10; turn++) {
                while (write(kernel)) {}
                ring.relieve();
                while (write(kernel)) {}
                read.addAll(read(merge));
                assertThat(pool.figures().heldBytes()).isPositive();
                pool.rest();
                assertThat(pool.figures().heldBytes()).isZero();
            }
            assertThat(read).isEqualTo(written());
        }
    }
}
