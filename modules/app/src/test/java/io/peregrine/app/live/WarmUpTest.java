package io.peregrine.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.app.rules.LoadedRules;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.render.BufferFormat;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.ValueText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.pipeline.StopRequest;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final int ROUNDS = 3;

    @Test
    void everyRoundComesBehindTheOneBefore() throws SourceException {
        Map<String, Integer> names = new HashMap<>();
        long last = 0;
        try (RepeatedEvents events = RepeatedEvents.shipped(ROUNDS)) {
            EventView view = new EventView();
            while (events.next(view) == EventSource.Outcome.EVENT) {
                assertThat(view.timestamp()).isGreaterThanOrEqualTo(last);
                last = view.timestamp();
                names.merge(view.descriptor().name(), 1, Integer::sum);
            }
            assertThat(events.next(view)).isEqualTo(EventSource.Outcome.END);
        }
        assertThat(names).containsKeys("execve", "clone", "openat", "close", "procexit", "dup2", "unlink");
        assertThat(names.values()).allMatch(count -> count % ROUNDS == 0);
        assertThat(names.values().stream().mapToInt(count -> count).sum()).isGreaterThan(ROUNDS * 1000);
    }

    @Test
    void theWholeWorkloadIsJudged() throws SourceException {
        try (RepeatedEvents once = RepeatedEvents.shipped(1);
                RepeatedEvents often = RepeatedEvents.shipped(ROUNDS)) {
            long events = WarmUp.judge(rules(), once, new StopRequest());
            assertThat(events).isGreaterThan(1000);
            assertThat(WarmUp.judge(rules(), often, new StopRequest())).isEqualTo(ROUNDS * events);
        }
    }

    @Test
    void aStopEndsIt() throws SourceException {
        StopRequest stop = new StopRequest();
        stop.stop();
        try (RepeatedEvents events = RepeatedEvents.shipped(ROUNDS)) {
            assertThat(WarmUp.judge(rules(), events, stop)).isLessThan(1000);
        }
    }

    private static LoadedRules rules() {
        Catalog catalog = BuiltinFields.syscall(FieldSettings.DEFAULT, List.of());
        RuleSet none =
                RuleSet.plan(List.of(), Map.of(BuiltinFields.SYSCALL, catalog), new ValueText(BufferFormat.DOTS));
        return new LoadedRules(
                none,
                RuleMatching.FIRST,
                List.of(),
                new SyscallSelection(new BitSet(), Set.of(), Set.of()),
                List.of(),
                Optional.empty());
    }
}
