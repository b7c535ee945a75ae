package io.peregrine.container.engine;

import io.peregrine.container.engine.Requests.Request;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * The questions about single containers that one runtime is asked, again while it knows nothing. As many as {@link #MOST_THREADS} are asked at a time: podman answers for a container that is
 * being started only when that is done, and others must not wait for it. Questions about one container are asked one after the other. Thread-safe.
 */
final class Questions implements AutoCloseable {
    private static final int MOST = 8192;
    private static final int MOST_THREADS = 4;
    private static final long FIRST_DELAY_MILLIS = 20;
    private static final long LONGEST_DELAY_MILLIS = 5_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final DelayQueue<Question> queue = new DelayQueue<>();
    private final Set<ByteString> beingAsked = ConcurrentHashMap.newKeySet();
    private final String engine;
    private final Asked asked;
    private int threads;
    private int idle;
    private volatile boolean closed;

    /** Who is asked, and who is told what comes of it. Thread-safe. */
    interface Asked {
        /** Asks for the container whose id begins so. */
        Optional<Container> get(String id) throws IOException;

        /** What is known of a container; a part of it may be to come. */
        void found(Container container, boolean happened, long since);

        /** All that could be asked for a container have given up. */
        void unknown(ByteString id);

        /** A question found no room, or no answer. */
        void failed(Exception reason);
    }

    /** A container to be asked for at a time. */
    private record Question(Request request, String id, boolean happened, int tries, long since, long at)
            implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        Question later() {
            long delay = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(tries, 20));
            return new Question(request, id, happened, tries + 1, since, System.nanoTime() + delay * 1_000_000);
        }

        Question behindAnother() {
            return new Question(
                    request, id, happened, tries, since, System.nanoTime() + FIRST_DELAY_MILLIS * 1_000_000);
        }
    }

    /**
     * Questions to a runtime.
     *
     * @param engine its kind, for the names of threads
     * @param asked who is asked
     */
    Questions(String engine, Asked asked) {
        this.engine = engine;
        this.asked = asked;
    }

    /** Has a container asked for that others may be asked for too. */
    void ask(Request request) {
        add(request, request.id().toString(), false);
    }

    /**
     * Has a container looked at.
     *
     * @param happened whether something happened to it, so that it is told even if all is as before
     */
    void lookAt(String fullId, boolean happened) {
        if (queue.size() >= MOST) {
            asked.failed(new IOException("more than " + MOST + " containers are to be looked at"));
            return;
        }
        add(new Requests().begin(Container.shown(fullId), 1).orElseThrow(), fullId, happened);
    }

    private void add(Request request, String id, boolean happened) {
        queue.add(new Question(request, id, happened, 0, request.begun(), request.begun()));
        startIfNobodyIsIdle();
    }

    /** A container is gone: nobody need ask for it. */
    void drop(String fullId) {
        queue.removeIf(question -> fullId.startsWith(question.id()));
    }

    private synchronized void startIfNobodyIsIdle() {
        if (idle == 0 && threads < MOST_THREADS && !queue.isEmpty() && !closed) {
            threads++;
            idle++;
            Thread.ofPlatform().daemon().name("container-questions-" + engine).start(this::answer);
        }
    }

    private synchronized void setIdle(boolean now) {
        idle += now ? 1 : -1;
    }

    private synchronized boolean mayEnd() {
        boolean unneeded = closed || threads > 1;
        if (unneeded) {
            threads--;
            idle--;
        }
        return unneeded;
    }

    private void answer() {
        try {
            while (true) {
                Question question = queue.poll(1, TimeUnit.SECONDS);
                if (question != null && !closed) {
                    setIdle(false);
                    startIfNobodyIsIdle();
                    answer(question);
                    setIdle(true);
                } else if (mayEnd()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Question question) {
        if (question.request().isOver()) {
            return;
        }
        ByteString id = question.request().id();
        if (!beingAsked.add(id)) {
            queue.add(question.behindAnother());
            return;
        }
        try {
            if (!isAnswered(question)) {
                askAgain(question);
            }
        } finally {
            beingAsked.remove(id);
        }
    }

    private boolean isAnswered(Question question) {
        try {
            Optional<Container> found = asked.get(question.id());
            boolean whole = found.isPresent() && !found.get().settings().isPartial();
            found.ifPresent(container -> asked.found(container, whole && question.happened(), question.since()));
            if (whole) {
                question.request().answered(); // only now: who sees that nobody asks any more must find the answer
            }
            return whole;
        } catch (IOException | RuntimeException e) {
            asked.failed(e);
            return false;
        }
    }

    private void askAgain(Question question) {
        if (System.nanoTime() - question.since() < PATIENCE_NANOS) {
            queue.add(question.later());
        } else if (question.request().giveUp()) {
            asked.unknown(question.request().id());
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
