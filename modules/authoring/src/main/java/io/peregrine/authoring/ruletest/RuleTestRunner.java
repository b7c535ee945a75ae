package io.peregrine.authoring.ruletest;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.RuleAlert;
import io.peregrine.capture.CaptureSource;
import io.peregrine.engine.RuleMatching;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.pipeline.EventParser;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.recorder.ConditionFilter;
import io.peregrine.recorder.EventFilter;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateSettings;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Runs tests, each with tables of its own, through the pipeline that live events pass. Every matching rule is heard, not only the first. */
public final class RuleTestRunner {
    private final TestedRules rules;
    private final Function<StateTables, List<EventParser>> parsers;
    private final Set<String> reached = new HashSet<>();

    /**
     * A runner.
     *
     * @param parsers what sees events before the rules, made anew for the tables of each test
     */
    public RuleTestRunner(TestedRules rules, Function<StateTables, List<EventParser>> parsers) {
        this.rules = rules;
        this.parsers = parsers;
    }

    /** Runs a test. */
    public TestResult run(RuleTest test) {
        long begun = System.nanoTime();
        List<RuleAlert> alerts = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try {
            alerts.addAll(alerts(test, failures));
            new Verdict(rules, test, alerts, failures).judge();
        } catch (SourceException e) {
            failures.add(e.getMessage());
        } catch (FilterException e) {
            failures.add("The filter of the capture is wrong: " + e.getMessage());
        }
        List<String> raised = alerts.stream().map(RuleAlert::ruleName).toList();
        return new TestResult(test, failures, raised, Duration.ofNanos(System.nanoTime() - begun));
    }

    private List<RuleAlert> alerts(RuleTest test, List<String> failures) throws SourceException, FilterException {
        StateTables tables = StateTables.forReplay(StateSettings.DEFAULT);
        EventContext context = new EventContext(tables);
        String filter = "";
        if (test.given().size() == 1 && test.given().getFirst() instanceof Step.Replay replay) {
            filter = replay.filter();
        }
        EventFilter counts = ConditionFilter.of(filter, rules.catalog(), context);
        List<RuleAlert> alerts = new ArrayList<>();
        List<EventParser> before = parsers.apply(tables);
        try (EventSource source = source(test, tables)) {
            Stages stages = Stages.NONE
                    .withParsers(before)
                    .withJudging(new Judging(rules.rules(), RuleMatching.ALL, (set, number, event) -> {
                        if (Coverage.isBranch(set.rule(number).label().name())) {
                            reached.add(set.rule(number).label().name());
                        } else if (counts.accepts(context.event())) {
                            alerts.add(set.output(number).alert(event, ""));
                        }
                    }));
            new Pipeline(SourceFeed.syscall(source, context, new StateEngine()), stages, failures::add).run();
        }
        return alerts;
    }

    private static EventSource source(RuleTest test, StateTables tables) throws SourceException {
        SnapshotLoader loader = new SnapshotLoader(tables);
        if (test.given().size() == 1 && test.given().getFirst() instanceof Step.Replay replay) {
            return CaptureSource.open(replay.file(), loader);
        }
        new Beginning(loader).load(test.given());
        return new MadeEvents(test.given());
    }

    /** What of {@link Coverage} the tests so far reached. */
    public Set<String> reached() {
        return Set.copyOf(reached);
    }

    /** The text of a value that an alert shows; empty when it shows none. */
    static String shown(RuleAlert alert, String field) {
        FieldValue value = alert.fields().get(TestedRules.shownAs(field));
        return value instanceof FieldValue.Text(String text) ? text : "";
    }
}
