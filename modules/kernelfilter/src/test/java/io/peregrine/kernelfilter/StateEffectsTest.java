package io.peregrine.kernelfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.capture.CaptureSource;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.schema.SyscallTable;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.handler.StateEffects;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import io.peregrine.testkit.RecordedCapture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that never saw what StateEffects calls without effect are those that saw all: after each other event of the captures its thread is the same. */
class StateEffectsTest {
    private static final int EINPROGRESS = -115;
    private static final int LOWEST_ERROR = -4095;

    /** The exit events of calls that can be left out. */
    private static final Set<Integer> CALLS = SyscallTable.all().stream()
            .flatMap(call -> FilterAnalysis.code(call).stream())
            .collect(Collectors.toSet());

    private final StateEffects effects = new StateEffects();

    @TempDir
    Path folder;

    /** Tables and what fills them. */
    private static final class Twin {
        private final StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        private final EventContext context = new EventContext(tables);
        private final StateEngine engine = new StateEngine();

        void process() {
            engine.process(context);
            engine.afterParsers(context);
        }

        List<Object> thread(long tid) {
            ThreadEntry thread = tables.threads().find(tid);
            List<Object> state = new ArrayList<>(List.of(
                    thread.identity(), thread.program(), thread.credentials(), thread.surroundings(), thread.cwd()));
            thread.descriptors().forEachInOrder((number, descriptor) -> state.addAll(List.of(number, descriptor)));
            return state;
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesAreTheSameWithoutThem(RecordedCapture recorded) throws Exception {
        Path capture = recorded.in(folder);
        Twin all = new Twin();
        Twin some = new Twin();
        BitSet without = new BitSet();
        try (CaptureSource one = CaptureSource.open(capture, new SnapshotLoader(all.tables));
                CaptureSource other = CaptureSource.open(capture, new SnapshotLoader(some.tables))) {
            while (one.next(all.context.event()) == EventSource.Outcome.EVENT) {
                other.next(some.context.event());
                EventView event = all.context.event();
                all.process();
                if (isWithoutEffect(event)) {
                    without.set(event.code());
                    continue;
                }
                some.process();
                assertThat(some.thread(event.tid()))
                        .as("after %s at %d", event.descriptor().name(), event.timestamp())
                        .isEqualTo(all.thread(event.tid()));
            }
        }
        assertThat(without.cardinality()).as("kinds of events left out").isGreaterThan(3);
    }

    private boolean isWithoutEffect(EventView event) {
        int code = event.code();
        if (!CALLS.contains(code)) {
            return false;
        }
        long result = event.has(0) ? event.signed(0) : 0;
        boolean failed = result < 0 && result >= LOWEST_ERROR && result != EINPROGRESS;
        return failed && !effects.ofFailure(code) || effects.areToldByArguments(code) && !effects.of(event);
    }
}
