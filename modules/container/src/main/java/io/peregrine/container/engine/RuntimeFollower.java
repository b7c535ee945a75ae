package io.peregrine.container.engine;

import io.peregrine.container.engine.Requests.Request;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * Follows one runtime through its life: waits for its socket, lists its containers, reads what happens, and begins again when it ends. A second thread answers requests. Both
 * begin with {@link #start} and end with {@link #close}.
 */
final class RuntimeFollower implements AutoCloseable {
    private static final int MOST_QUESTIONS = 8192;
    private static final long FIRST_DELAY_MILLIS = 20;
    private static final long LONGEST_DELAY_MILLIS = 5_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long POLL_MILLIS = 10_000;
    private static final long SOCKET_MILLIS = 500;
    private static final long LONGEST_REST_MILLIS = 10_000;

    private final RuntimeSocket socket;
    private final Answers answers;
    private final DelayQueue<Question> questions = new DelayQueue<>();
    private volatile Optional<RuntimeClient> client = Optional.empty();
    private volatile Optional<RuntimeClient.Stream> stream = Optional.empty();
    private volatile boolean closed;
    private volatile boolean settled;
    /** The full ids of the containers that the runtime has told of. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    private String told = "";

    /** Is told what a runtime answers. Thread-safe. */
    interface Answers {
        /**
         * What is known of a container.
         *
         * @param happened whether something happened to it, so that it is told even if all is as before
         * @param asked when it was first asked for, as {@link System#nanoTime()} counts
         */
        void found(Container container, boolean happened, long asked);

        /** A container is gone for good. */
        void gone(String fullId);

        /** All that could be asked for a container have given up. */
        void unknown(ByteString id);

        /** containerd has these namespaces. */
        void namespaces(Set<String> names);

        /** A request failed. */
        void failed();

        /** A sentence for the operator. */
        void say(boolean warning, String sentence);
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
    }

    RuntimeFollower(RuntimeSocket socket, Answers answers) {
        this.socket = socket;
        this.answers = answers;
    }

    void start() {
        Thread.ofPlatform().daemon().name("containers-" + socket.engine()).start(this::follow);
        Thread.ofPlatform()
                .daemon()
                .name("container-questions-" + socket.engine())
                .start(this::answer);
    }

    /** Whether there is a runtime that may answer. */
    boolean isUp() {
        return client.isPresent();
    }

    /** Whether its containers have been listed, or it is known that they cannot be now. */
    boolean isSettled() {
        return settled;
    }

    /** Has a container asked for. */
    void ask(Request request) {
        long now = System.nanoTime();
        questions.add(new Question(request, request.id().toString(), false, 0, now, now));
    }

    private void follow() {
        long rest = SOCKET_MILLIS;
        boolean missing = true; // the first absence is told by whoever follows several
        while (!closed) {
            if (!socket.isThere()) {
                if (!missing) {
                    answers.say(false, "There is no container runtime " + socket + " any more; it is waited for.");
                }
                missing = true;
                settled = true;
                client = Optional.empty();
                sleep(SOCKET_MILLIS);
                continue;
            }
            missing = false;
            try (RuntimeClient opened = socket.opening().open(socket.path())) {
                attend(opened);
                rest = SOCKET_MILLIS;
            } catch (IOException | RuntimeException e) {
                tell(e);
                settled = true;
                rest = Math.min(LONGEST_REST_MILLIS, rest * 2);
            }
            client = Optional.empty();
            sleep(rest);
        }
    }

    /** One life of the runtime. */
    private void attend(RuntimeClient opened) throws IOException {
        Optional<RuntimeClient.Stream> following = opened.follow();
        stream = following;
        try {
            answers.namespaces(opened.namespaces());
            client = Optional.of(opened);
            int known = list(opened);
            settled = true;
            answers.say(
                    false,
                    "The container runtime " + opened.name() + " answers and has " + known
                            + (known == 1 ? " container." : " containers."));
            told = "";
            if (following.isPresent() && !closed) {
                following.get().read(notices());
            } else {
                poll(opened);
            }
        } finally {
            stream = Optional.empty();
            if (following.isPresent()) {
                following.get().close();
            }
        }
    }

    /** Takes what the runtime has, and lets go of what it had and has no more. */
    private int list(RuntimeClient opened) throws IOException {
        Set<String> gone = new HashSet<>(known);
        long begun = System.nanoTime();
        List<Container> containers = opened.list();
        for (Container container : containers) {
            gone.remove(container.fullId().toString());
            take(container, false, begun);
        }
        if (containers.size() < RuntimeClient.MOST_CONTAINERS) {
            gone.forEach(this::leave);
        }
        return containers.size();
    }

    private void take(Container container, boolean happened, long asked) {
        if (known.size() < RuntimeClient.MOST_CONTAINERS) {
            known.add(container.fullId().toString());
        }
        answers.found(container, happened, asked);
    }

    private void leave(String fullId) {
        known.remove(fullId);
        questions.removeIf(question -> fullId.startsWith(question.id()));
        answers.gone(fullId);
    }

    private void poll(RuntimeClient opened) throws IOException {
        while (!closed && socket.isThere()) {
            sleep(POLL_MILLIS);
            answers.namespaces(opened.namespaces());
            list(opened);
        }
    }

    private RuntimeClient.Notices notices() {
        return new RuntimeClient.Notices() {
            @Override
            public void changed(String fullId) {
                lookAt(fullId, true);
            }

            @Override
            public void refreshed(String fullId) {
                lookAt(fullId, false);
            }

            @Override
            public void removed(String fullId) {
                leave(fullId);
            }

            private void lookAt(String fullId, boolean happened) {
                if (questions.size() >= MOST_QUESTIONS) {
                    answers.failed();
                    return;
                }
                long now = System.nanoTime();
                Request request =
                        new Requests().begin(Container.shown(fullId), 1).orElseThrow();
                questions.add(new Question(request, fullId, happened, 0, now, now));
            }
        };
    }

    private void answer() {
        while (!closed) {
            try {
                Question question = questions.poll(1, TimeUnit.SECONDS);
                if (question != null && !question.request().isOver()) {
                    answer(question);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void answer(Question question) {
        Optional<RuntimeClient> now = client;
        try {
            Optional<Container> found = now.isPresent() ? now.get().get(question.id()) : Optional.empty();
            if (found.isPresent() && !found.get().settings().isPartial()) {
                question.request().answered();
                take(found.get(), question.happened(), question.since());
                return;
            }
            found.ifPresent(container -> take(container, false, question.since()));
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                tell(e);
            }
        }
        if (System.nanoTime() - question.since() < PATIENCE_NANOS) {
            questions.add(question.later());
        } else if (question.request().giveUp()) {
            answers.unknown(question.request().id());
        }
    }

    private synchronized void tell(Exception e) {
        answers.failed();
        String why = e instanceof AccessDeniedException
                        || String.valueOf(e.getMessage()).contains("Permission denied")
                ? "this user, or a security module such as SELinux, may not use the socket"
                : String.valueOf(e.getMessage());
        String sentence = "The container runtime " + socket + " cannot be asked: " + why + ". It is tried again.";
        if (!sentence.equals(told) && !closed) {
            told = sentence;
            answers.say(true, sentence);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        stream.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                // it is being ended anyway
            }
        });
    }
}
