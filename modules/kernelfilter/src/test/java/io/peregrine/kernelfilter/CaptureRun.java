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

/**
 * A capture judged by rules, with or without the events that a filter leaves out: what is left out reaches neither the tables nor the rules.
 *
 * @param alerts what matched, in order
 * @param left how many events were left out for good
 * @param kept how many were left out until they were needed, and were not needed
 * @param paths the paths that calls named
 */
record CaptureRun(List<String> alerts, long left, long kept, Set<String> paths) {
    /** The whole capture under no rules. */
    static CaptureRun of(Path capture) {
        return of(capture, new ToyRules().plan(), LeavingOut.nothing("nothing is asked"));
    }

    /** What the kernel would deliver. */
    static CaptureRun of(Path capture, RuleSet rules, LeavingOut leaving) {
        return new Engine(rules, leaving).run(capture);
    }

    /** Tables and rules behind a simulated filter. */
    private static final class Engine {
        private final FilterSimulation filter;
        private final DescriptorsToldLater later;
        private final StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        private final EventContext context = new EventContext(tables);
        private final StateEngine state = new StateEngine();
        private final EventView next = new EventView();
        private final List<String> alerts = new ArrayList<>();
        private final Set<String> paths = new TreeSet<>();
        private final Judge judge;
        private long left;
        private long kept;

        Engine(RuleSet rules, LeavingOut leaving) {
            filter = new FilterSimulation(leaving);
            later = new DescriptorsToldLater(filter);
            judge = new Judge(rules, "syscall", context, RuleMatching.ALL, (set, rule, eval) -> {
                RuleAlert alert = set.output(rule).alert(eval, "host");
                alerts.add(context.event().timestamp() + " " + context.event().tid() + " "
                        + set.rule(rule).label().name() + " " + alert + " with " + descriptors());
            });
        }

        CaptureRun run(Path capture) {
            try (CaptureSource source = CaptureSource.open(capture, new SnapshotLoader(tables))) {
                while (source.next(context.event()) == EventSource.Outcome.EVENT) {
                    note(context.event(), paths);
                    if (filter.leavesOut(context.event())) {
                        left++;
                    } else if (later.keepsBack(context, this::tell)) {
                        kept++;
                    } else {
                        state.process(context);
                        state.afterParsers(context);
                        judge.judge();
                    }
                }
            } catch (SourceException e) {
                throw new IllegalStateException(e);
            }
            return new CaptureRun(alerts, left, kept, paths);
        }

        private void tell(EventView told) {
            kept--;
            next.become(context.event());
            context.event().become(told);
            state.process(context);
            state.afterParsers(context);
            judge.judge();
            context.event().become(next);
        }

        /** A digest of all that the tables hold of what the event's process has open. */
        private int descriptors() {
            List<Object> all = new ArrayList<>();
            context.thread()
                    .descriptors()
                    .forEachInOrder((number, descriptor) -> all.addAll(List.of(
                            number,
                            descriptor.kind(),
                            descriptor.name(),
                            descriptor.openFlags(),
                            descriptor.flags(),
                            descriptor.node())));
            return all.hashCode();
        }
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
