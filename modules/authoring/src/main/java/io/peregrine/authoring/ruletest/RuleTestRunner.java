package io.peregrine.authoring.ruletest;

import io.peregrine.alert.FieldValue;
import io.peregrine.alert.RuleAlert;
import io.peregrine.capture.CaptureSource;
import io.peregrine.engine.RuleMatching;
import io.peregrine.event.EventSource;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.pipeline.EventParser;
import io.peregrine.pipeline.Judging;
import io.peregrine.pipeline.Pipeline;
import io.peregrine.pipeline.SourceFeed;
import io.peregrine.pipeline.Stages;
import io.peregrine.recorder.ConditionFilter;
import io.peregrine.recorder.EventFilter;
import io.peregrine.state.EventContext;
import io.peregrine.state.StateTables;
import io.peregrine.state.handler.StateEngine;
import io.peregrine.state.scan.SnapshotLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs tests, each with tables of its own, through the pipeline that live events pass. Every matching rule is heard, not only the first. */
public final class RuleTestRunner {
    private final TestedRules rules;
    private final Map<String, TestedSource> sources = new HashMap<>();
    private final Set<String> reached = new HashSet<>();
    private long events;

    /**
     * A runner.
     *
     * @param sources the sources whose events tests can make
     */
    public RuleTestRunner(TestedRules rules, List<TestedSource> sources) {
        this.rules = rules;
        sources.forEach(source -> this.sources.put(source.name().name(), source));
    }

    /** Runs a test. */
    public TestResult run(RuleTest test) {
        long begun = System.nanoTime();
        List<RuleAlert> alerts = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try {
            TestedSource source = sources.get(test.source());
            if (source == null) {
                throw new SourceException("No plugin that is loaded brings events of the source '" + test.source()
                        + "'; its rules name the plugin in required_plugin_versions.");
            }
            alerts.addAll(alerts(test, source, failures));
            new Verdict(rules, test, alerts, failures).judge();
        } catch (SourceException e) {
            failures.add(e.getMessage());
        } catch (FilterException e) {
            failures.add("The filter of the capture is wrong: " + e.getMessage());
        }
        List<String> raised = alerts.stream().map(RuleAlert::ruleName).toList();
        return new TestResult(test, failures, raised, Duration.ofNanos(System.nanoTime() - begun));
    }

    private List<RuleAlert> alerts(RuleTest test, TestedSource of, List<String> failures)
            throws SourceException, FilterException {
        StateTables tables = of.tables().get();
        EventContext context = new EventContext(tables);
        String filter = "";
        if (test.given().size() == 1 && test.given().getFirst() instanceof Step.Replay replay) {
            filter = replay.filter();
        }
        EventFilter counts = ConditionFilter.of(filter, rules.catalog(of.name().name()), context);
        List<RuleAlert> alerts = new ArrayList<>();
        List<EventParser> before = of.parsers().apply(tables);
        try (EventSource source = source(test, tables, of.name().id())) {
            Stages stages = Stages.NONE
                    .withParsers(before)
                    .withJudging(new Judging(rules.rules(), RuleMatching.ALL, (set, number, event) -> {
                        if (Coverage.isBranch(set.rule(number).label().name())) {
                            reached.add(set.rule(number).label().name());
                        } else if (counts.accepts(context.event())) {
                            RuleAlert alert = set.output(number).alert(event, "");
                            rules.empty().seen(alert);
                            alerts.add(alert);
                        }
                    }));
            SourceFeed feed = new SourceFeed(of.name(), List.of(of.name()), source, context, new StateEngine());
            Pipeline pipeline = new Pipeline(feed, stages, failures::add);
            if (!of.name().equals(SourceName.SYSCALL)) {
                pipeline.numberBehind(events); // a plugin holds what it read of an event by its number
            }
            pipeline.run();
            events += pipeline.handled();
        }
        return alerts;
    }

    private static EventSource source(RuleTest test, StateTables tables, long id) throws SourceException {
        SnapshotLoader loader = new SnapshotLoader(tables);
        if (test.given().size() == 1 && test.given().getFirst() instanceof Step.Replay replay) {
            return CaptureSource.open(replay.file(), loader);
        }
        new Beginning(loader).load(test.given());
        return new MadeEvents(test.given(), id);
    }

    /** The fields of outputs that had no value at any match so far. */
    public Map<String, List<String>> emptyFields() {
        return rules.empty().byRule();
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
