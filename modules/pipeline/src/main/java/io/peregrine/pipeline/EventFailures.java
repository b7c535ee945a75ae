package io.peregrine.pipeline;

import io.peregrine.event.EventView;
import io.peregrine.state.EventContext;
import io.peregrine.state.ThreadEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The events that cost an exception: each is passed over and counted, each cause is told once. The pipeline's thread reports; any thread
 * reads the counts.
 */
public final class EventFailures {
    private static final int MOST_CAUSES = 64;
    private static final int FRAMES_TOLD = 3;

    private final Consumer<String> log;
    private final Set<String> causes = new HashSet<>();
    private final AtomicLong count = new AtomicLong();
    private volatile Optional<Latest> latest = Optional.empty();

    private record Latest(long nanoTime, String sentence) {}

    /** Failures that are told to a log, a sentence for each new cause. */
    public EventFailures(Consumer<String> log) {
        this.log = log;
    }

    /** How many events, and things done between events, failed. */
    public long count() {
        return count.get();
    }

    /** The latest failure in a sentence, if it is younger than this. */
    public Optional<String> latest(Duration youngerThan) {
        return latest.filter(failure -> System.nanoTime() - failure.nanoTime() < youngerThan.toNanos())
                .map(Latest::sentence);
    }

    /** The event in hand could not be handled. */
    void eventFailed(EventContext context, Throwable cause) {
        report("An event could not be handled and was passed over: " + describe(context), cause);
    }

    /** Something that is done between events failed. */
    void choreFailed(Throwable cause) {
        report("What is done between events failed", cause);
    }

    private void report(String what, Throwable cause) {
        count.incrementAndGet();
        String where = Arrays.stream(cause.getStackTrace())
                .limit(FRAMES_TOLD)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(", "));
        String sentence = what + ": " + cause + (where.isEmpty() ? "" : " at " + where)
                + ". This is a mistake in Peregrine or in a plugin; please report it.";
        latest = Optional.of(new Latest(System.nanoTime(), sentence));
        if (causes.size() < MOST_CAUSES && causes.add(cause.getClass().getName() + " " + where)) {
            log.accept(sentence + " Further ones of this cause are only counted.");
        }
    }

    private static String describe(EventContext context) {
        EventView event = context.event();
        ThreadEntry thread = context.thread();
        String process = thread.isNone() ? "unknown process" : "process " + thread.comm() + " (" + thread.pid() + ")";
        return "number " + event.number() + ", code " + event.code() + " ("
                + event.descriptor().name() + "), thread " + event.tid() + ", " + process;
    }
}
