package io.peregrine.engine;

import io.peregrine.engine.eval.EvalContext;
import io.peregrine.state.EventContext;
import java.util.Optional;

/**
 * Judges the events of one source by a rule set. Owned by the source's thread; a reload replaces it between two events.
 *
 * <p>An event that no rule looks at costs one look-up; judging allocates nothing.
 */
public final class Judge {
    private final SourceRules source;
    private final EventContext event;
    private final EvalContext context;
    private final MatchSink sink;
    private final Optional<LackingRules> lacking;
    private final boolean stopsAtFirst;
    private long matches;
    private int latest;

    /**
     * A judge.
     *
     * @param rules the rules
     * @param source the name of the event source
     * @param event the context that holds each event when {@link #judge} is called
     * @param matching how many rules an event can match
     * @param handler told of each match
     */
    public Judge(RuleSet rules, String source, EventContext event, RuleMatching matching, MatchHandler handler) {
        this.source = rules.source(source);
        this.event = event;
        this.context = this.source.newContext(event);
        boolean all = matching == RuleMatching.ALL;
        this.sink = rule -> {
            matches++;
            latest = rule;
            handler.matched(rules, rule, context);
            return all;
        };
        this.lacking = Optional.of(new LackingRules(rules, this.source, handler));
        this.stopsAtFirst = !all;
    }

    private Judge(EventContext event) {
        this.source = SourceRules.NONE;
        this.event = event;
        this.context = source.newContext(event);
        this.sink = rule -> true;
        this.lacking = Optional.empty();
        this.stopsAtFirst = false;
    }

    /** A judge without rules. */
    public static Judge withoutRules(EventContext event) {
        return new Judge(event);
    }

    /** Judges the event in the context, unless it is only there to bring the state up to date. */
    public void judge() {
        Bucket bucket = source.bucket(event.event().code());
        if (bucket != Bucket.EMPTY && !event.event().stateOnly()) {
            context.nextEvent();
            long before = matches;
            bucket.match(context, sink);
            if (event.takeLacking() && lacking.isPresent()) {
                boolean stopped = stopsAtFirst && matches > before;
                lacking.get().tell(event.event().code(), context, stopped ? latest : Integer.MAX_VALUE);
            }
        }
    }

    /** How many matches there were so far. */
    public long matches() {
        return matches;
    }
}
