package io.peregrine.kernelfilter;

import io.peregrine.alert.RuleAlert;
import io.peregrine.capture.CaptureSource;
import io.peregrine.engine.Judge;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.schema.ParamRole;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A capture judged by rules, with or without the events that a filter leaves out: what is left out reaches neither the tables nor the rules.
 *
 * @param alerts what matched, in order
 * @param left how many events were left out
 * @param paths the paths that calls named
 */
record CaptureRun(List<String> alerts, long left, Set<String> paths) {
    static CaptureRun of(Path capture, RuleSet rules, Predicate<EventView> leftOut) {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        EventContext context = new EventContext(tables);
        StateEngine state = new StateEngine();
        List<String> alerts = new ArrayList<>();
        Set<String> paths = new TreeSet<>();
        Judge judge = new Judge(rules, "syscall", context, RuleMatching.ALL, (set, rule, eval) -> {
            RuleAlert alert = set.output(rule).alert(eval, "host");
            alerts.add(context.event().timestamp() + " " + context.event().tid() + " "
                    + set.rule(rule).label().name() + " " + alert);
        });
        long left = 0;
        try (CaptureSource source = CaptureSource.open(capture, new SnapshotLoader(tables))) {
            while (source.next(context.event()) == EventSource.Outcome.EVENT) {
                note(context.event(), paths);
                if (leftOut.test(context.event())) {
                    left++;
                    continue;
                }
                state.process(context);
                state.afterParsers(context);
                judge.judge();
            }
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return new CaptureRun(alerts, left, paths);
    }

    private static void note(EventView event, Set<String> paths) {
        for (ParamRole role : Set.of(ParamRole.PATH, ParamRole.SOURCE, ParamRole.TARGET)) {
            int param = event.descriptor().indexOf(role);
            if (param >= 0 && event.has(param) && event.textLength(param) > 0) {
                paths.add(event.text(param).toString());
            }
        }
    }
}
