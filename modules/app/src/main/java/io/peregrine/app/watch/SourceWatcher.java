package io.peregrine.app.watch;

import io.peregrine.engine.Judge;
import io.peregrine.event.SourceException;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.state.EventContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Watches one event source: runs its loop, judges every event, and between events does what is due. Run by the thread that owns the source;
 * {@link #exchange} is called by another.
 */
final class SourceWatcher implements EventLoop.Visitor {
    private static final long ROUND_MILLIS = 50;

    private final OpenSource opened;
    private final EventContext context;
    private final MatchReceiver receiver;
    private final Control control;
    private final Optional<Duration> limit;
    private final List<Runnable> chores = new ArrayList<>();
    private final List<Runnable> whenNothingComes = new ArrayList<>();
    private final AtomicReference<Exchange> wanted = new AtomicReference<>();
    private final EventLoop loop;
    private final long started = System.nanoTime();
    private volatile boolean over;
    private Judge judge;

    /** What is exchanged between two events, and when it is done why it could not be, if so. */
    private record Exchange(LoadedRules rules, Runnable also, CompletableFuture<Optional<String>> done) {}

    /**
     * What decides how a source is watched.
     *
     * @param control what is asked of the loop
     * @param limit after how long the loop ends, by the events' time or the clock's, whichever is first
     */
    record Manner(Control control, Optional<Duration> limit) {}

    SourceWatcher(OpenSource opened, Manner manner, LoadedRules rules, MatchReceiver receiver) {
        this.opened = opened;
        this.loop = new EventLoop(opened);
        this.context = opened.context();
        this.control = manner.control();
        this.limit = manner.limit();
        this.receiver = receiver;
        judge = judge(rules);
    }

    private Judge judge(LoadedRules rules) {
        return new Judge(rules.set(), BuiltinFields.SYSCALL, context, rules.matching(), receiver);
    }

    /** How many events were judged. */
    long events() {
        return loop.events();
    }

    /** How long ago the watch began. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Adds something to do between events, called often; before {@link #run}. */
    void add(Runnable chore) {
        chores.add(chore);
    }

    /** Adds something to do whenever the source has nothing; before {@link #run}. */
    void addWhenNothingComes(Runnable chore) {
        whenNothingComes.add(chore);
    }

    /**
     * Exchanges the rules between two events; tables and the source stay as they are. Waits until that is done. Called by one thread.
     *
     * @param also what else is done between the same two events, by the source's thread
     * @return whether it was done; not when the watch ended before
     * @throws SourceException when the kernel refuses to report the calls that the rules need; everything is as before then
     */
    boolean exchange(LoadedRules rules, Runnable also) throws SourceException {
        Exchange exchange = new Exchange(rules, also, new CompletableFuture<>());
        wanted.set(exchange);
        while (!over || exchange.done().isDone()) {
            try {
                Optional<String> refusal = exchange.done().get(ROUND_MILLIS, TimeUnit.MILLISECONDS);
                if (refusal.isPresent()) {
                    throw new SourceException(refusal.get());
                }
                return true;
            } catch (TimeoutException e) {
                // the source's thread has not come round yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("A part could not follow the configuration.", e.getCause());
            }
        }
        return false;
    }

    private void exchange(Exchange exchange) {
        try {
            opened.watch(exchange.rules().selection().calls());
            receiver.prepare(exchange.rules());
            judge = judge(exchange.rules());
            exchange.also().run();
            exchange.done().complete(Optional.empty());
        } catch (SourceException e) {
            exchange.done().complete(Optional.of(e.getMessage()));
        } catch (RuntimeException e) {
            exchange.done().completeExceptionally(e);
        }
    }

    /** Runs until the source ends or a stop is asked for. */
    void run() throws SourceException {
        try {
            loop.run(this);
        } finally {
            over = true;
        }
    }

    @Override
    public void event() {
        judge.judge();
        receiver.judged(context);
    }

    @Override
    public void nothingCame() {
        for (int i = 0; i < whenNothingComes.size(); i++) {
            whenNothingComes.get(i).run();
        }
    }

    @Override
    public boolean pause() {
        Exchange exchange = wanted.getAcquire();
        if (exchange != null) {
            wanted.set(null);
            exchange(exchange);
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
