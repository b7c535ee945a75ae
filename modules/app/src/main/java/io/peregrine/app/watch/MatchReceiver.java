package io.peregrine.app.watch;

import io.peregrine.alert.Alert;
import io.peregrine.alert.FieldValue;
import io.peregrine.alert.RuleAlert;
import io.peregrine.alert.RuleLabel;
import io.peregrine.app.observe.MatchCounters;
import io.peregrine.app.record.RecorderPart;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.engine.MatchHandler;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.eval.EvalContext;
import io.peregrine.recorder.CaptureFields;
import io.peregrine.recorder.RuleCapture;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Turns the matches of one set of rules into counts, recordings and alerts. Made by any thread, then owned by the source's thread; alerts go
 * on to a receiver that takes them from any thread.
 */
final class MatchReceiver implements MatchHandler {
    private final Destinations destinations;
    private final RecorderPart recorder;
    private final List<RuleCapture> captures;
    private final LongAdder[] counters;
    private final LongAdder[] lacks;

    /**
     * Where matches go.
     *
     * @param hostname the host's name in alerts
     * @param counters counts them
     * @param alerts takes alerts from any thread
     */
    record Destinations(String hostname, MatchCounters counters, Consumer<Alert> alerts) {}

    MatchReceiver(LoadedRules rules, Destinations destinations, RecorderPart recorder) {
        this.destinations = destinations;
        this.recorder = recorder;
        captures = rules.captures();
        RuleSet set = rules.set();
        counters = adders(set, destinations.counters()::counter);
        lacks = adders(set, destinations.counters()::lacks);
    }

    private static LongAdder[] adders(RuleSet set, Function<RuleLabel, LongAdder> of) {
        return IntStream.range(0, set.size())
                .mapToObj(rule -> of.apply(set.rule(rule).label()))
                .toArray(LongAdder[]::new);
    }

    @Override
    public void lacked(int rule) {
        lacks[rule].increment();
    }

    @Override
    public void matched(RuleSet set, int rule, EvalContext context) {
        counters[rule].increment();
        if (recorder.current().isPresent()) {
            recorder.current().get().matched(context.event().event(), captures.get(rule));
        }
        destinations.alerts().accept(withFile(set.output(rule).alert(context, destinations.hostname())));
    }

    private RuleAlert withFile(RuleAlert alert) {
        return recorder.fileForAlerts()
                .map(file -> alert.withField(CaptureFields.FILE, new FieldValue.Text(file)))
                .orElse(alert);
    }
}
