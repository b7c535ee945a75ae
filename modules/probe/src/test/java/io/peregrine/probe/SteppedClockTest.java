package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.EventView;
import io.peregrine.schema.EventCodes;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the times of events when the wall clock is set. */
class SteppedClockTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HOUR = 3600 * SECOND;
    private static final long BASE = 1_700_000_000L * SECOND;

    private final Arena arena = Arena.ofConfined();
    private final KernelRing first = new KernelRing(arena, 1 << 16);
    private final KernelRing second = new KernelRing(arena, 1 << 16);
    private final AtomicLong offset = new AtomicLong(BASE);
    private final EventClock clock = new EventClock(offset::get);
    private final RingMerge merge = new RingMerge(List.of(first.reader(), second.reader()), clock);
    private final EventView view = new EventView();

    @AfterEach
    void free() {
        arena.close();
    }

    /** An event at a time of the boot clock: the programs add what they were told. */
    private void event(KernelRing ring, long booted) {
        ring.write(BASE + booted, EventCodes.SOCKET_GETSOCKNAME_X, false);
    }

    private List<Long> delivered() {
        List<Long> times = new ArrayList<>();
        while (merge.next(view) == RingMerge.Found.EVENT) {
            times.add(view.timestamp() - BASE);
        }
        return times;
    }

    @Test
    void followsAClockThatWasSetForward() {
        event(first, 10 * SECOND);
        assertThat(delivered()).containsExactly(10 * SECOND);

        offset.addAndGet(HOUR);
        clock.reread();
        event(first, 11 * SECOND);
        event(second, 12 * SECOND);

        assertThat(delivered()).containsExactly(HOUR + 11 * SECOND, HOUR + 12 * SECOND);
    }

    @Test
    void isNotShiftedByASuspendWhichTheBootClockCounts() {
        event(first, 10 * SECOND);
        clock.reread();
        event(first, 8 * HOUR);
        clock.reread();
        event(second, 8 * HOUR + SECOND);

        assertThat(delivered()).containsExactly(10 * SECOND, 8 * HOUR, 8 * HOUR + SECOND);
    }

    @Test
    void growsOnAtHalfSpeedBehindAClockThatWasSetBackUntilBothAgree() {
        event(first, 100 * SECOND);
        delivered();
        offset.addAndGet(-20 * SECOND);
        clock.reread();
        for (int at = 101; at <= 160; at++) {
            event(at % 2 == 0 ? first : second, at * SECOND);
        }

        List<Long> times = delivered();
        assertThat(times).isSorted().doesNotHaveDuplicates().hasSize(60);
        assertThat(times.get(9)).as("ten seconds later").isEqualTo(105 * SECOND);
        assertThat(times.get(39))
                .as("forty seconds later, the wall clock's time")
                .isEqualTo(120 * SECOND);
        assertThat(times.get(59)).isEqualTo(140 * SECOND);
    }

    @Test
    void keepsTheOrderWhenTheClockIsSetBackAndForthBetweenEventsThatWait() {
        List<Long> times = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            event(i % 3 == 0 ? first : second, i * SECOND / 10);
            if (i % 10 == 0) {
                offset.addAndGet(i % 20 == 0 ? -7 * SECOND : 5 * SECOND);
                clock.reread();
            }
            if (i % 7 == 0) {
                times.addAll(delivered());
            }
        }
        times.addAll(delivered());

        assertThat(times).hasSize(200).isSorted();
    }

    @Test
    void takesNoNoiseOfReadingTwoClocksForAStep() {
        event(first, SECOND);
        delivered();
        offset.addAndGet(900_000);
        clock.reread();
        event(first, 2 * SECOND);

        assertThat(delivered()).containsExactly(2 * SECOND);
    }
}
