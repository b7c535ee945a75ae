package io.peregrine.container.engine;

import io.peregrine.container.engine.Requests.Request;
import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows one runtime through its life: waits for its socket, lists its containers, reads what happens, and begins again when it ends. {@link Questions} about
 * single containers are asked beside that. Begins with {@link #start} and ends with {@link #close}.
 */
final class RuntimeFollower implements AutoCloseable {
    private static final long POLL_MILLIS = 10_000;
    private static final long SOCKET_MILLIS = 500;
    /** How long a socket that stays away is not looked for. */
    private static final long LONGEST_ABSENCE_MILLIS = 2_000;

    private static final long LONGEST_REST_MILLIS = 10_000;
    /** How soon a runtime that failed may be tried again. */
    private static final long SHORTEST_REST_MILLIS = 100;

    private final RuntimeSocket socket;
    private final Answers answers;
    private final Questions questions;
    private volatile Optional<RuntimeClient> client = Optional.empty();
    private volatile Optional<RuntimeClient.Stream> stream = Optional.empty();
    private volatile boolean closed;
    private volatile boolean settled;
    private final Knocks knocks = new Knocks();
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
         * @return false when it has gone since
         */
        boolean found(Container container, boolean happened, long asked);

        /** What was told of a container with the news of it; the rest is asked for. */
        void announced(Container container);

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

    RuntimeFollower(RuntimeSocket socket, Answers answers) {
        this.socket = socket;
        this.answers = answers;
        this.questions = new Questions(socket.engine(), asked());
    }

    void start() {
        Thread.ofPlatform().daemon().name("containers-" + socket.engine()).start(this::follow);
    }

    /** Whether there is a runtime that may answer, or may turn out to be. */
    boolean isUp() {
        return client.isPresent() || knocks.isOpen();
    }

    /** A container is there of which nothing is known: a runtime that was away is looked for at once. Waits for nothing. */
    void knock() {
        if (client.isEmpty() && !closed) {
            knocks.knock();
        }
    }

    /** Whether its containers have been listed, or it is known that they cannot be now. */
    boolean isSettled() {
        return settled;
    }

    /** Has a container asked for. */
    void ask(Request request) {
        questions.ask(request);
    }

    private void follow() {
        long rest = SOCKET_MILLIS;
        long absence = SOCKET_MILLIS;
        boolean missing = true; // the first absence is told by whoever follows several
        while (!closed) {
            long begun = knocks.begin();
            if (!socket.isThere()) {
                if (!missing) {
                    answers.say(false, "There is no container runtime " + socket + " any more; it is waited for.");
                }
                missing = true;
                settled = true;
                client = Optional.empty();
                knocks.answer(begun);
                knocks.rest(absence);
                absence = Math.min(LONGEST_ABSENCE_MILLIS, absence * 2);
                continue;
            }
            missing = false;
            absence = SOCKET_MILLIS;
            try (RuntimeClient opened = socket.opening().open(socket.path())) {
                attend(opened);
                rest = SOCKET_MILLIS;
            } catch (IOException | RuntimeException e) {
                tell(e);
                settled = true;
                rest = Math.min(LONGEST_REST_MILLIS, rest * 2);
            }
            client = Optional.empty();
            knocks.answer(begun);
            sleep(SHORTEST_REST_MILLIS);
            knocks.rest(rest - SHORTEST_REST_MILLIS);
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
        Listing listing = opened.list();
        for (Container container : listing.containers()) {
            gone.remove(container.fullId().toString());
            take(container, false, begun);
        }
        for (String unanswered : listing.unanswered()) {
            gone.remove(unanswered);
            questions.lookAt(unanswered, false);
        }
        int count = listing.containers().size() + listing.unanswered().size();
        if (count < RuntimeClient.MOST_CONTAINERS) {
            gone.forEach(this::leave);
        }
        return count;
    }

    private void take(Container container, boolean happened, long asked) {
        note(container);
        if (!answers.found(container, happened, asked)) {
            known.remove(container.fullId().toString());
        }
    }

    private void note(Container container) {
        if (known.size() < RuntimeClient.MOST_CONTAINERS) {
            known.add(container.fullId().toString());
        }
    }

    private void leave(String fullId) {
        known.remove(fullId);
        questions.drop(fullId);
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
            public void announced(Container container) {
                note(container);
                answers.announced(container);
            }

            @Override
            public void changed(String fullId) {
                questions.lookAt(fullId, true);
            }

            @Override
            public void refreshed(String fullId) {
                questions.lookAt(fullId, false);
            }

            @Override
            public void removed(String fullId) {
                leave(fullId);
            }
        };
    }

    private Questions.Asked asked() {
        return new Questions.Asked() {
            @Override
            public Optional<Container> get(String id) throws IOException {
                Optional<RuntimeClient> now = client;
                return now.isPresent() ? now.get().get(id) : Optional.empty();
            }

            @Override
            public void found(Container container, boolean happened, long since) {
                take(container, happened, since);
            }

            @Override
            public void unknown(ByteString id) {
                answers.unknown(id);
            }

            @Override
            public void failed(Exception reason) {
                tell(reason);
            }
        };
    }

    private synchronized void tell(Exception e) {
        if (closed) {
            return;
        }
        answers.failed();
        String why = e instanceof AccessDeniedException
                        || String.valueOf(e.getMessage()).contains("Permission denied")
                ? "this user, or a security module such as SELinux, may not use the socket"
                : String.valueOf(e.getMessage());
        String sentence = "The container runtime " + socket + " cannot be asked: " + why + ". It is tried again.";
        if (!sentence.equals(told)) {
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
        knocks.knock();
        questions.close();
        stream.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                // it is being ended anyway
            }
        });
    }
}
