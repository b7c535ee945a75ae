package io.peregrine.app.watch;

import io.peregrine.alert.Alert;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.RuleAlert;
import io.peregrine.engine.MatchHandler;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.pipeline.EventObserver;
import io.peregrine.recorder.CaptureFields;
import io.peregrine.state.EventContext;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Turns matches into counts, recordings and alerts. Owned by the source's thread; alerts go on to a receiver that takes them from any
 * thread.
 */
final class MatchReceiver implements MatchHandler, EventObserver {
    private final String hostname;
    private final MatchCounters counters;
    private final Consumer<Alert> alerts;
    private final RecorderPart recorder;
    private List<LongAdder> countersOfRules = List.of();
    private LoadedRules rules;

    MatchReceiver(
            LoadedRules rules, String hostname, MatchCounters counters, Consumer<Alert> alerts, RecorderPart recorder) {
        this.hostname = hostname;
        this.counters = counters;
        this.alerts = alerts;
        this.recorder = recorder;
        prepare(rules);
    }

    /** Makes other rules known, before they are judged by. */
    void prepare(LoadedRules loaded) {
        rules = loaded;
        RuleSet set = loaded.set();
        countersOfRules = java.util.stream.IntStream.range(0, set.size())
                .mapToObj(rule -> counters.counter(set.rule(rule).label()))
                .toList();
    }

    @Override
    public void matched(RuleSet set, int rule, EvalContext context) {
        countersOfRules.get(rule).increment();
        if (recorder.current().isPresent()) {
            recorder.current()
                    .get()
                    .matched(context.event().event(), rules.captures().get(rule));
        }
        alerts.accept(withFile(set.output(rule).alert(context, hostname)));
    }

    private RuleAlert withFile(RuleAlert alert) {
        return recorder.fileForAlerts()
                .map(file -> alert.withField(CaptureFields.FILE, new FieldValue.Text(file)))
                .orElse(alert);
    }

    @Override
    public void event(EventContext context) {
        if (recorder.current().isPresent()) {
            recorder.current().get().event(context.event());
        }
    }

    /** Time has passed. */
    void tick(long now) {
        if (recorder.current().isPresent()) {
            recorder.current().get().tick(now);
        }
    }
}
