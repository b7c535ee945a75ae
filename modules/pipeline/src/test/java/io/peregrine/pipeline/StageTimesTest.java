package io.peregrine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.SourceName;
import io.peregrine.pipeline.StageTimes.Stage;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class StageTimesTest {
    private static final int EVENTS = 6_200;
    private static final long SPIN_NANOS = 20_000;

    private final StageTimes times = new StageTimes();
    private Stages wanted = Stages.NONE;

    /** A parser that takes its time is put in force while events come: it is timed as those from the start are. */
    @Test
    void stagesOfAReloadAreTimedToo() throws Exception {
        FakeSource source = new FakeSource();
        for (int i = 1; i <= EVENTS; i++) {
            source.close(i, 2, 0);
        }
        Pipeline pipeline = new Pipeline(source.end().feed(SourceName.SYSCALL), Stages.NONE, Assertions::fail);
        pipeline.takeTimes(times);
        pipeline.addChore(() -> {
            if (pipeline.handled() > 1_000 && wanted == Stages.NONE) {
                assertThat(times.nanos(Stage.PARSERS) / times.events()).isLessThan(SPIN_NANOS / 2.0);
                wanted = Stages.NONE.withParsers(List.of(context -> spin()));
                pipeline.use(pipeline.prepare(wanted));
            }
        });

        pipeline.run();

        assertThat(pipeline.stages()).as("what was asked for").isSameAs(wanted);
        assertThat(times.events()).isEqualTo(EVENTS);
        assertThat(times.nanos(Stage.PARSERS)).isGreaterThan(SPIN_NANOS * EVENTS / 2.0);
        assertThat(times.nanos(Stage.ALERTS)).isLessThan(times.nanos(Stage.PARSERS));
    }

    private static void spin() {
        long end = System.nanoTime() + SPIN_NANOS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
