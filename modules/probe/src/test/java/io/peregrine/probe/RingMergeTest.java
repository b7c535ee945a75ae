package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventView;
import io.peregrine.probe.RingMerge.Found;
import io.peregrine.schema.EventCodes;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingMergeTest {
    private static final int SIZE = 4096;
    private static final int CODE = EventCodes.SOCKET_GETSOCKNAME_X;

    private final Arena arena = Arena.ofConfined();
    private final KernelRing first = new KernelRing(arena, SIZE);
    private final KernelRing second = new KernelRing(arena, SIZE);
    private final RingMerge merge = new RingMerge(List.of(first.reader(), second.reader()), new EventClock(() -> 0));
    private final EventView view = new EventView();

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void lendsEventsInTheOrderOfTheirTimes() {
        first.write(10, CODE, false);
        first.write(40, CODE, false);
        second.write(20, CODE, false);
        second.write(30, CODE, false);

        assertThat(times()).containsExactly(10L, 20L, 30L, 40L);
        assertThat(view.cpu()).isEqualTo(1);
    }

    @Test
    void skipsWhatTheKernelTookBack() {
        first.discard();
        first.write(10, CODE, false);
        first.discard();

        assertThat(times()).containsExactly(10L);
        merge.askForWaking();
        assertThat(first.consumed()).isEqualTo(first.produced());
    }

    @Test
    void passesByARingWhoseHeadIsStillBeingWritten() {
        long unfinished = first.write(10, CODE, true);
        first.write(11, CODE, false);
        second.write(20, CODE, false);

        assertThat(times()).containsExactly(20L);
        first.finish(unfinished);
        assertThat(times()).containsExactly(10L, 11L);
    }

    /** A thread makes some events on one processor after the other, at any moment between two looks at rings that are empty. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void keepsTheOrderOfAThreadThatMovesWhileItLooks(int processors) {
        List<KernelRing> kernel = Stream.generate(() -> new KernelRing(arena, SIZE))
                .limit(processors)
                .toList();
        Random random = new Random(4711);
        AtomicLong written = new AtomicLong();
        List<Long> read = new ArrayList<>();
        Runnable thread = () -> {
            int more = random.nextInt(3) == 0 && written.get() < read.size() + 2 ? 1 : 0;
            for (; more > 0; more = random.nextInt(2)) {
                long time = written.incrementAndGet();
                kernel.get(random.nextInt(processors)).write(time, CODE, false);
            }
        };
        RingMerge rings =
                new RingMerge(kernel.stream().map(ring -> ring.reader(thread)).toList(), new EventClock(() -> 0));

        while (read.size() < 5_000) {
            if (rings.next(view) == Found.EVENT) {
                read.add(view.timestamp());
            }
        }

        assertThat(read).isSorted();
    }

    @Test
    void leavesTheLastRecordUntakenUntilItAsksForWaking() {
        first.write(10, CODE, false);
        first.write(11, CODE, false);
        first.discard();

        assertThat(times()).containsExactly(10L, 11L);
        long last = first.produced() / 3;
        assertThat(first.consumed())
                .as("the kernel says nothing to a reader that is behind")
                .isEqualTo(last);

        merge.askForWaking();
        assertThat(first.consumed()).isEqualTo(first.produced());

        first.discard();
        assertThat(times()).isEmpty();
        assertThat(first.consumed()).as("never taken back").isEqualTo(3 * last);
    }

    @Test
    void saysWhenTheRingHoldsNoEvent() {
        first.write(10, EventCodes.COUNT, false);

        assertThat(merge.next(view)).isEqualTo(Found.RUBBISH);
    }

    @Test
    void losesAndDoublesNothingOverManyTurnsOfTheRings() {
        Random random = new Random(4711);
        List<Long> written = new ArrayList<>();
        List<Long> read = new ArrayList<>();
        for (long time = 1; time < 50_000; time++) {
            KernelRing ring = random.nextBoolean() ? first : second;
            while (ring.write(time, CODE, false) < 0) {
                read.addAll(times());
            }
            written.add(time);
            if (random.nextInt(30) == 0) {
                read.addAll(times());
            }
        }
        read.addAll(times());

        assertThat(read).isEqualTo(written);
    }

    private List<Long> times() {
        List<Long> times = new ArrayList<>();
        while (merge.next(view) == Found.EVENT) {
            times.add(view.timestamp());
        }
        return times;
    }
}
