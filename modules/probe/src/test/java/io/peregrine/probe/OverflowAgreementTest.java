package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventLayout;
import io.peregrine.event.EventView;
import io.peregrine.probe.RingMerge.Found;
import io.peregrine.schema.EventCodes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What comes out of rings with overflow memory against what went in, with records of any size that are complete at once, later, or taken back, in floods
 * and lulls: each event once, in the order of its ring, and whole for as long as it is lent.
 */
class OverflowAgreementTest {
    private static final int SIZE = 4096;
    private static final int LONGEST = 1500;
    private static final int STEPS = 60_000;

    /** A record: of which ring, where, and the event in it. */
    private record Written(int ring, long place, EventLayout.Header event) {}

    private final EventView view = new EventView();
    private final List<KernelRing> kernel = new ArrayList<>();
    private final List<Deque<Written>> expected = new ArrayList<>();
    private final List<Written> unfinished = new ArrayList<>();
    private Random random = new Random(0);
    private long time;
    private long refused;
    private boolean lent;

    @ParameterizedTest(name = "rings {0}, chunks {1} of {2} bytes")
    @CsvSource({"1, 0, 4096", "1, 1, 4096", "1, 2, 2048", "2, 3, 2048", "3, 8, 4096", "4, 40, 2048", "4, 500, 4096"})
    void eachEventOnceAndInOrder(int rings, int chunks, int chunkBytes) {
        for (int seed = 0; seed < 5; seed++) {
            try (Arena arena = Arena.ofConfined()) {
                random = new Random(seed);
                MemorySegment memory = arena.allocate((long) chunks * chunkBytes, 8);
                OverflowPool pool = new OverflowPool(memory, chunkBytes, () -> memory.fill((byte) 0xff), () -> {});
                kernel.clear();
                expected.clear();
                for (int i = 0; i < rings; i++) {
                    kernel.add(new KernelRing(arena, SIZE));
                    expected.add(new ArrayDeque<>());
                }
                run(pool);
                assertThat(pool.figures().heldBytes()).isZero();
                assertThat(pool.figures().events() > 0).isEqualTo(chunks > 0);
                if (chunks < 100) {
                    assertThat(refused).as("what is beyond the bound").isPositive();
                }
            }
        }
    }

    private void run(OverflowPool pool) {
        refused = 0;
        lent = false;
        List<Ring> readers = kernel.stream().map(ring -> ring.reader(pool)).toList();
        RingMerge merge = new RingMerge(readers, new EventClock(() -> 0));
        int writing = 1;
        for (int step = 0; step < STEPS; step++) {
            if (step % 500 == 0) {
                writing = 1 + random.nextInt(4);
            }
            if (random.nextInt(5) < writing) {
                write(random.nextInt(kernel.size()));
            } else {
                read(merge, pool);
            }
            if (!unfinished.isEmpty() && random.nextInt(3) == 0) {
                finish(unfinished.remove(random.nextInt(unfinished.size())));
            }
            if (random.nextInt(3) == 0) {
                assertThat(isWhole()).isTrue();
                lent = false;
                readers.forEach(Ring::relieve);
            }
        }
        unfinished.forEach(this::finish);
        unfinished.clear();
        while (read(merge, pool)) {}
        assertThat(expected).allMatch(Deque::isEmpty);
    }

    private void write(int ring) {
        int bytes = random.nextInt(random.nextInt(10) == 0 ? LONGEST : 60);
        long place = kernel.get(ring).reserve(bytes);
        if (place < 0) {
            refused++;
            return;
        }
        EventLayout.Header event = new EventLayout.Header(
                ++time, ring, EventLayout.HEADER_SIZE + bytes, EventCodes.SOCKET_GETSOCKNAME_X, 0);
        Written written = new Written(ring, place, event);
        expected.get(ring).add(written);
        if (random.nextInt(10) == 0) {
            unfinished.add(written);
        } else {
            finish(written);
        }
    }

    private void finish(Written record) {
        boolean discarded = random.nextInt(8) == 0;
        kernel.get(record.ring()).commit(record.place(), record.event(), discarded);
        if (discarded) {
            expected.get(record.ring()).remove(record);
        }
    }

    private boolean read(RingMerge merge, OverflowPool pool) {
        assertThat(isWhole()).as("what was lent until now").isTrue();
        lent = merge.next(view) == Found.EVENT;
        if (lent) {
            Written next = expected.get((int) view.tid()).removeFirst();
            assertThat(view.timestamp()).isEqualTo(next.event().timestamp());
            assertThat(view.length()).isEqualTo(next.event().length());
            assertThat(isWhole()).isTrue();
        } else {
            pool.rest();
        }
        return lent;
    }

    /** Whether the event that is lent has all its bytes. */
    private boolean isWhole() {
        if (!lent) {
            return true;
        }
        byte[] bytes = view.array();
        return EventLayout.timestamp(bytes, view.offset()) == view.timestamp()
                && IntStream.range(EventLayout.HEADER_SIZE, view.length())
                        .allMatch(at -> bytes[view.offset() + at] == (byte) view.timestamp());
    }
}
