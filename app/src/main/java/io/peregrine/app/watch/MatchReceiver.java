package io.peregrine.app.watch;

import io.peregrine.alert.RuleAlert;
import io.peregrine.engine.MatchHandler;
import io.peregrine.engine.RuleSet;
import io.peregrine.engine.eval.EvalContext;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Turns matches into counts and alerts. Owned by the source's thread; alerts go on to a receiver that takes them from any thread.
 */
final class MatchReceiver implements MatchHandler {
    private final String hostname;
    private final MatchCounters counters;
    private final Consumer<RuleAlert> alerts;
    private LongAdder[] countersOfRules = {};

    MatchReceiver(String hostname, MatchCounters counters, Consumer<RuleAlert> alerts) {
        this.hostname = hostname;
        this.counters = counters;
        this.alerts = alerts;
    }

    /** Makes the rules' counters known, before they are judged by. */
    void prepare(RuleSet rules) {
        LongAdder[] prepared = new LongAdder[rules.size()];
        for (int rule = 0; rule < prepared.length; rule++) {
            prepared[rule] = counters.counter(
                    rules.rule(rule).label().name(), rules.rule(rule).label().priority());
        }
        countersOfRules = prepared;
    }

    @Override
    public void matched(RuleSet rules, int rule, EvalContext context) {
        countersOfRules[rule].increment();
        alerts.accept(rules.output(rule).alert(context, hostname));
    }
}
