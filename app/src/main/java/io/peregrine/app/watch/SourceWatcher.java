package io.peregrine.app.watch;

import io.peregrine.engine.Judge;
import io.peregrine.engine.RuleMatching;
import io.peregrine.engine.RuleSet;
import io.peregrine.event.SourceException;
import io.peregrine.state.EventContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Watches one event source: runs its loop, judges every event, and between events does what is due. Run by the thread that owns the source;
 * {@link #replaceRules} may be called by any.
 */
final class SourceWatcher implements EventLoop.Visitor {
    /** Something that is due from time to time, on the source's thread. */
    interface Chore {
        /** Does what is due, if anything is; called often, so looks at a clock first. */
        void run();
    }

    private final String source;
    private final EventContext context;
    private final RuleMatching matching;
    private final MatchReceiver receiver;
    private final Control control;
    private final Optional<Duration> limit;
    private final List<Chore> chores = new ArrayList<>();
    private final AtomicReference<RuleSet> newRules = new AtomicReference<>();
    private final long started = System.nanoTime();
    private Judge judge;

    /**
     * What a watcher needs of its surroundings.
     *
     * @param source the source's name
     * @param context holds each event and the tables
     * @param control what is asked of the loop
     * @param limit after how long the loop ends, by the events' time or the clock's, whichever is first
     */
    record Frame(String source, EventContext context, Control control, Optional<Duration> limit) {}

    SourceWatcher(Frame frame, RuleSet rules, RuleMatching matching, MatchReceiver receiver) {
        this.source = frame.source();
        this.context = frame.context();
        this.control = frame.control();
        this.limit = frame.limit();
        this.matching = matching;
        this.receiver = receiver;
        judge = judge(rules);
    }

    private Judge judge(RuleSet rules) {
        receiver.prepare(rules);
        return new Judge(rules, source, context, matching, receiver);
    }

    /** Adds something to do between events; before {@link #run}. */
    void add(Chore chore) {
        chores.add(chore);
    }

    /** Judges by other rules from the next pause on; tables and the source stay as they are. */
    void replaceRules(RuleSet rules) {
        newRules.set(rules);
    }

    /** Runs until the source ends or a stop is asked for. */
    void run(EventLoop loop) throws SourceException {
        loop.run(this);
    }

    @Override
    public void event() {
        judge.judge();
    }

    @Override
    public boolean pause() {
        if (newRules.getOpaque() != null) {
            judge = judge(newRules.getAndSet(null));
        }
        for (int i = 0; i < chores.size(); i++) {
            chores.get(i).run();
        }
        return !control.take(Control.Request.STOP) && !isOver();
    }

    private boolean isOver() {
        if (limit.isEmpty()) {
            return false;
        }
        long nanos = limit.get().toNanos();
        long first = context.firstTimestamp();
        return System.nanoTime() - started >= nanos || (first != 0 && context.event().timestamp() - first >= nanos);
    }
}
