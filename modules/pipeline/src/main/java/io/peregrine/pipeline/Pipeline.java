package io.peregrine.pipeline;

import io.peregrine.event.EventSource;
import io.peregrine.event.EventView;
import io.peregrine.event.SourceException;
import io.peregrine.event.SourceName;
import io.peregrine.state.EventContext;
import io.peregrine.state.handler.StateEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The one way of an event: from a source, or the injection queue, through numbering, state, parsers and rules to the observer, one event
 * after another until the source ends or a stop is asked for.
 *
 * <p>The thread that calls {@link #run} owns the source, the tables and the stages from then on; {@link #injections}, {@link #exchange},
 * {@link #prepare}, {@link #wake}, {@link #failures} and {@link #handled} are for any thread. An exception while one event is handled costs that event
 * ({@link EventFailures}). The loop itself allocates nothing.
 */
public final class Pipeline {
    /** Events between two looks at requests and clocks; at the busiest a fraction of a millisecond. */
    private static final int EVENTS_BETWEEN_ROUNDS = 512;

    private static final int MOST_INJECTED_AT_ONCE = 4096;

    private final SourceFeed feed;
    private final EventContext context;
    private final EventView view;
    private final StateEngine state;
    private final InjectionQueue injections;
    private final EventFailures failures;
    private final EventView held = new EventView();
    private final BetweenEvents between = new BetweenEvents();
    private final List<Runnable> chores = new ArrayList<>();
    private final List<Runnable> idleChores = new ArrayList<>();
    private final List<BooleanSupplier> ends = new ArrayList<>();
    private volatile Optional<Thread> owner = Optional.empty();
    private volatile long shown;
    private EventSource source;
    private Optional<StageTimes> times = Optional.empty();
    private PreparedStages stages;
    private long delivered;
    private long before;
    private long judged;
    private long span = Long.MAX_VALUE;
    private long begin;
    private boolean spent;

    /**
     * A pipeline that has not begun.
     *
     * @param feed the source with its tables
     * @param stages what events pass behind the state
     * @param injections events beside those of the source; for this pipeline alone
     * @param failures where failures are told
     */
    public Pipeline(SourceFeed feed, Stages stages, InjectionQueue injections, EventFailures failures) {
        this.feed = feed;
        this.source = feed.events();
        this.context = feed.context();
        this.view = context.event();
        this.state = feed.state();
        this.injections = injections;
        this.failures = failures;
        this.stages = prepare(stages);
        injections.wakeBy(this::wake);
    }

    /** A pipeline with an injection queue of the usual size, whose failures are told to a log, a sentence for each new cause. */
    public Pipeline(SourceFeed feed, Stages stages, Consumer<String> log) {
        this(feed, stages, InjectionQueue.usual(), new EventFailures(log));
    }

    /** The source that it takes events from. */
    public SourceName name() {
        return feed.name();
    }

    /** The source with its tables. */
    public SourceFeed feed() {
        return feed;
    }

    /** Where events beside those of the source are put. */
    public InjectionQueue injections() {
        return injections;
    }

    /** What failed. */
    public EventFailures failures() {
        return failures;
    }

    /** The first event is numbered behind this one, where other streams that the same plugins saw came before; before {@link #run}. */
    public void numberBehind(long number) {
        before = number;
    }

    /** Adds something to do between events, called after some events and whenever the source has nothing; before {@link #run}. */
    public void addChore(Runnable chore) {
        chores.add(chore);
    }

    /** Adds something to do whenever the source has nothing; before {@link #run}. */
    public void addIdleChore(Runnable chore) {
        idleChores.add(chore);
    }

    /** The pipeline ends, between two events, when this is true; before {@link #run}. */
    public void endWhen(BooleanSupplier end) {
        ends.add(end);
    }

    /**
     * The pipeline ends after this time: counted from now by the clock, or by the events' times from the first that is judged, whichever is first;
     * the event that is too late is seen by parsers and by no rule. Before {@link #run}.
     */
    public void endAfter(Duration time) {
        long nanos = time.toNanos();
        long now = System.nanoTime();
        span = nanos;
        endWhen(() -> System.nanoTime() - now >= nanos);
    }

    /** The pipeline ends when a stop is asked for, behind the event in hand when its own thread asks; before {@link #run}. */
    public void endBy(StopRequest stop) {
        endWhen(stop::isAsked);
        stop.whenAsked(() -> {
            spent |= owner.filter(thread -> thread == Thread.currentThread()).isPresent();
            wake();
        });
    }

    /** The times of the stages are taken, of these and of all that are put in force later; before {@link #run}, once. */
    public void takeTimes(StageTimes taken) {
        times = Optional.of(taken);
        source = taken.around(source);
        stages = prepare(stages.stages());
    }

    /** Makes stages ready, for {@link #use}: everything that takes time happens here. */
    public PreparedStages prepare(Stages wanted) {
        return new PreparedStages(
                wanted, times.map(taken -> taken.around(wanted)).orElse(wanted), feed);
    }

    /** The stages in force. Called by the owner, or before {@link #run}. */
    public Stages stages() {
        return stages.stages();
    }

    /** Puts prepared stages in force. Called by the owner between two events, as within {@link #exchange}, or before {@link #run}. */
    public void use(PreparedStages prepared) {
        stages = prepared;
    }

    /**
     * Has an action done by the owner between two events, and waits for it. The action waits for nothing: it exchanges references and
     * writes maps.
     *
     * @return whether it was done; not when the pipeline ended before
     * @throws IllegalStateException when the action failed
     */
    public boolean exchange(Runnable action) {
        return between.exchange(action, this::wake);
    }

    /** How long the longest exchange stopped the owner, in nanoseconds. For any thread. */
    public long longestExchangeNanos() {
        return between.longestNanos();
    }

    /** Whether it ran and has ended. For any thread. */
    public boolean hasEnded() {
        return between.isOver();
    }

    /** Makes a source that sleeps come back. */
    public void wake() {
        owner.ifPresent(source::wake);
    }

    /**
     * Runs to the end. Not to be called again.
     *
     * @throws SourceException when the source is damaged or lost; every event before that was judged
     */
    public void run() throws SourceException {
        owner = Optional.of(Thread.currentThread());
        try {
            loop();
        } finally {
            injections.close();
            between.end();
            owner = Optional.empty();
            shown = delivered;
        }
    }

    private void loop() throws SourceException {
        if (!round()) {
            return; // a request from before the owner could be woken
        }
        int left = EVENTS_BETWEEN_ROUNDS;
        while (true) {
            switch (source.next(view)) {
                case EVENT -> {
                    if (injections.isDue(view.timestamp())) {
                        left -= handleInjectedBefore();
                    }
                    if (!spent) {
                        handle();
                    }
                    if (--left <= 0 || spent) {
                        left = EVENTS_BETWEEN_ROUNDS;
                        if (!round()) {
                            return;
                        }
                    }
                }
                case IDLE -> {
                    handleInjectedWhileIdle();
                    for (int i = 0; i < idleChores.size(); i++) {
                        run(idleChores.get(i));
                    }
                    left = EVENTS_BETWEEN_ROUNDS;
                    if (!round()) {
                        return;
                    }
                }
                case END -> {
                    handleTheRest();
                    return;
                }
            }
        }
    }

    /** The source's event is in the view: what happened before it comes first. How much that was. */
    private int handleInjectedBefore() {
        held.become(view);
        int handled = handleInjected(held.timestamp(), 0);
        view.become(held);
        return handled;
    }

    private void handleInjectedWhileIdle() {
        long now = Math.max(injections.now(), context.lastTimestamp());
        handleInjected(now, now);
    }

    /**
     * What is due, as far as the source and the rounds may wait for it; how much that was.
     *
     * @param until the latest time that is due
     * @param now the earliest time of events of now, which otherwise have that of the event before
     */
    private int handleInjected(long until, long now) {
        int handled = 0;
        for (; handled < MOST_INJECTED_AT_ONCE && !spent; handled++) {
            long last = context.lastTimestamp() == 0 ? until : Math.min(context.lastTimestamp(), until);
            if (!injections.take(view, until, Math.max(last, now))) {
                break;
            }
            handle();
        }
        return handled;
    }

    /** The source has ended: what happened before its last event is handled, what came later is lost, as in Falco. */
    private void handleTheRest() {
        injections.close();
        long now = context.lastTimestamp() == 0 ? injections.now() : context.lastTimestamp();
        while (!spent && injections.take(view, now, now)) {
            handle();
        }
        injections.loseTheRest();
    }

    /** The one place where exceptions of an event end. */
    private void handle() {
        view.giveNumber(before + ++delivered);
        try {
            PreparedStages now = stages;
            state.process(context);
            EventParser[] parsers = now.parsers(view.code());
            if (parsers.length != 0) {
                parse(parsers);
            }
            if (!view.stateOnly() && isInTime()) {
                judged++;
                now.judge(context);
                now.observe(context);
            }
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            failures.eventFailed(context, e);
        }
    }

    /** Whether the event is not yet the one that ends the pipeline by its time. */
    private boolean isInTime() {
        if (judged == 0) {
            begin = view.timestamp();
        }
        spent = spent || view.timestamp() - begin >= span;
        return !spent;
    }

    private void parse(EventParser[] parsers) {
        for (EventParser parser : parsers) {
            parser.parse(context);
        }
        state.afterParsers(context);
    }

    private boolean round() {
        shown = delivered;
        between.run();
        if (spent) {
            return false;
        }
        for (int i = 0; i < chores.size(); i++) {
            run(chores.get(i));
        }
        for (int i = 0; i < ends.size(); i++) {
            if (ends.get(i).getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private void run(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            failures.choreFailed(e);
        }
    }

    /** How many events the source and the queue have brought, as of a moment ago. For any thread. */
    public long handled() {
        return shown;
    }

    /** How many events were judged: all but those that only bring the state up to date. Called by the owner, or when it has ended. */
    public long judged() {
        return judged;
    }

    /** How many rules matched since the stages in force were put in force. Called by the owner, or when it has ended. */
    public long matches() {
        return stages.matches();
    }
}
