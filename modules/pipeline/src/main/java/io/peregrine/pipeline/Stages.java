package io.peregrine.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * What an event passes behind the state handlers, in this order. Immutable; a pipeline exchanges its stages as a whole between two events.
 *
 * @param parsers see the event before the rules, in this order
 * @param judging how it is judged; empty when there are no rules
 * @param observer sees it once it was judged
 */
public record Stages(List<EventParser> parsers, Optional<Judging> judging, EventObserver observer) {
    /** The state is kept and nothing else is done. */
    public static final Stages NONE = new Stages(List.of(), Optional.empty(), EventObserver.NONE);

    public Stages {
        parsers = List.copyOf(parsers);
    }

    /** The same with other parsers. */
    public Stages withParsers(List<EventParser> others) {
        return new Stages(others, judging, observer);
    }

    /** The same with other rules. */
    public Stages withJudging(Judging other) {
        return new Stages(parsers, Optional.of(other), observer);
    }

    /** The same with another observer. */
    public Stages withObserver(EventObserver other) {
        return new Stages(parsers, judging, other);
    }
}
