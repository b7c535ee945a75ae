package io.peregrine.app.watch;

import io.peregrine.engine.Judge;
import io.peregrine.event.SourceException;
import io.peregrine.fields.catalog.BuiltinFields;
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
    private final OpenSource opened;
    private final EventContext context;
    private final MatchReceiver receiver;
    private final Control control;
    private final Optional<Duration> limit;
    private final List<Runnable> chores = new ArrayList<>();
    private final AtomicReference<LoadedRules> newRules = new AtomicReference<>();
    private final long started = System.nanoTime();
    private Judge judge;

    /**
     * What decides how a source is watched.
     *
     * @param control what is asked of the loop
     * @param limit after how long the loop ends, by the events' time or the clock's, whichever is first
     */
    record Manner(Control control, Optional<Duration> limit) {}

    SourceWatcher(OpenSource opened, Manner manner, LoadedRules rules, MatchReceiver receiver) {
        this.opened = opened;
        this.context = opened.context();
        this.control = manner.control();
        this.limit = manner.limit();
        this.receiver = receiver;
        judge = judge(rules);
    }

    private Judge judge(LoadedRules rules) {
        return new Judge(rules.set(), BuiltinFields.SYSCALL, context, rules.matching(), receiver);
    }

    /** Adds something to do between events, called often; before {@link #run}. */
    void add(Runnable chore) {
        chores.add(chore);
    }

    /** Judges by other rules from the next pause on; tables and the source stay as they are. */
    void replaceRules(LoadedRules rules) {
        newRules.set(rules);
    }

    /** Runs until the source ends or a stop is asked for. */
    void run() throws SourceException {
        new EventLoop(opened).run(this);
    }

    @Override
    public void event() {
        judge.judge();
        receiver.judged(context);
    }

    @Override
    public boolean pause() throws SourceException {
        if (newRules.getOpaque() != null) {
            LoadedRules rules = newRules.getAndSet(null);
            opened.watch(rules.selection().calls());
            receiver.prepare(rules);
            judge = judge(rules);
        }
        for (int i = 0; i < chores.size(); i++) {
            chores.get(i).run();
        }
        return !control.isStopping() && !isOver();
    }

    private boolean isOver() {
        if (limit.isEmpty()) {
            return false;
        }
        long nanos = limit.get().toNanos();
        long first = context.firstTimestamp();
        return System.nanoTime() - started >= nanos
                || (first != 0 && context.event().timestamp() - first >= nanos);
    }
}
