package io.peregrine.pipeline;

import io.peregrine.engine.Judge;
import io.peregrine.event.SourceName;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.EventContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stages made ready for one pipeline: parsers by event code, the scratch that the rules need. Made by any thread ({@link Pipeline#prepare}),
 * then owned by the pipeline's.
 */
public final class PreparedStages {
    private static final EventParser[] NO_PARSERS = {};

    private final Stages stages;
    private final EventParser[][] parsers = new EventParser[EventCodes.COUNT][];
    private final List<OfSource> judges = new ArrayList<>();
    private final Judge none;
    private final Judge ofCalls;
    private final EventObserver observer;

    private record OfSource(long id, Judge judge) {}

    /**
     * Makes stages ready.
     *
     * @param wanted the stages, as they were asked for
     * @param stages what is done: these, or these with their times taken
     * @param feed the source that they are for
     */
    PreparedStages(Stages wanted, Stages stages, SourceFeed feed) {
        this.stages = wanted;
        this.observer = stages.observer();
        this.none = Judge.withoutRules(feed.context());
        List<BitSet> codes = stages.parsers().stream().map(EventParser::codes).toList();
        for (int code = 0; code < EventCodes.COUNT; code++) {
            int number = code;
            EventParser[] interested = IntStream.range(0, codes.size())
                    .filter(parser -> codes.get(parser).get(number))
                    .mapToObj(stages.parsers()::get)
                    .toArray(EventParser[]::new);
            parsers[code] = interested.length == 0 ? NO_PARSERS : interested;
        }
        stages.judging()
                .ifPresent(judging -> feed.among()
                        .forEach(name ->
                                judges.add(new OfSource(name.id(), judge(judging, name.name(), feed.context())))));
        ofCalls = judge(SourceName.SYSCALL.id());
    }

    private static Judge judge(Judging judging, String source, EventContext context) {
        return new Judge(judging.rules(), source, context, judging.matching(), judging.handler());
    }

    /** What was made ready. */
    public Stages stages() {
        return stages;
    }

    EventParser[] parsers(int code) {
        return parsers[code];
    }

    /** Judges the event by the rules of the source that it belongs to: by none when nobody knows that source. */
    void judge(EventContext context) {
        int code = context.event().code();
        if (code == EventCodes.PLUGINEVENT_E || code == EventCodes.ASYNCEVENT_E) {
            judge(context.event().sourceId()).judge();
        } else {
            ofCalls.judge();
        }
    }

    private Judge judge(long id) {
        for (OfSource source : judges) {
            if (source.id() == id) {
                return source.judge();
            }
        }
        return none;
    }

    void observe(EventContext context) {
        observer.event(context);
    }

    /** The matches so far. */
    long matches() {
        return judges.stream().mapToLong(source -> source.judge().matches()).sum();
    }
}
