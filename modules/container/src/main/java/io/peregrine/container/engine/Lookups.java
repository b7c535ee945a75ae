package io.peregrine.container.engine;

import io.peregrine.container.engine.Requests.Request;
import io.peregrine.container.metadata.Container;
import io.peregrine.container.metadata.ContainerStore;
import io.peregrine.container.metadata.ContainerType;
import io.peregrine.event.ByteString;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks the runtimes of this machine, on threads of its own, and keeps what they say. Thread-safe. */
public final class Lookups implements AutoCloseable {
    private static final int MOST_SOCKETS = 64;
    private static final long SEARCH_NANOS = 2_000_000_000L;

    private final List<RuntimeFollower> followers = new CopyOnWriteArrayList<>();
    private final Set<Path> followed = new HashSet<>();
    private final List<RuntimeSocket> sockets;
    private final Supplier<List<RuntimeSocket>> search;
    private final BlockingQueue<Request> toAsk = new LinkedBlockingQueue<>();
    private final Requests requests = new Requests();
    private final ContainerStore known = new ContainerStore();
    /** What runtimes told with the beginning of containers of which nothing else is known yet. */
    private final ContainerStore announced = new ContainerStore();

    private final AtomicBoolean cutTold = new AtomicBoolean();
    private final Map<RuntimeSocket, Set<String>> namespaces = new ConcurrentHashMap<>();
    private final News news;
    private final Departures departures = new Departures();
    private final Counters counters = new Counters(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    private volatile boolean closed;

    /** Is told what is new. Called by the look-ups' threads. */
    public interface News {
        /** Something is known of a container that was not. */
        void added(Container container);

        /** A container is gone. Whoever is told waits for nothing: the look-ups do until then. */
        void removed(Container container);

        /** Something is known of a container that has gone meanwhile. */
        void late(Container container);

        /** Nobody knows a container. */
        void unknown(ByteString id);

        /** containerd has these namespaces. */
        void namespaces(Set<String> names);

        /** A sentence for the operator. */
        void say(boolean warning, String sentence);
    }

    /**
     * What was counted.
     *
     * @param asked requests
     * @param found requests, listed and announced containers that were answered
     * @param unknown requests that nobody could answer
     * @param failed requests, lists and streams that ended with an error
     */
    public record Counters(LongAdder asked, LongAdder found, LongAdder unknown, LongAdder failed) {}

    /**
     * Look-ups; nothing happens before {@link #start}.
     *
     * @param sockets where runtimes listen, now or later
     * @param search looks for more of them; at most {@link #MOST_SOCKETS} are followed
     * @param news told what is new
     */
    public Lookups(List<RuntimeSocket> sockets, Supplier<List<RuntimeSocket>> search, News news) {
        this.sockets = List.copyOf(sockets);
        this.search = search;
        this.news = news;
    }

    /** Begins. */
    public void start() {
        String absent = sockets.stream()
                .filter(socket -> !socket.isThere())
                .map(RuntimeSocket::toString)
                .collect(Collectors.joining(", "));
        if (!absent.isEmpty()) {
            news.say(false, "No container runtime listens yet, and each is waited for: " + absent + ".");
        }
        sockets.forEach(this::follow);
        Thread.ofPlatform().daemon().name("containers-asking").start(this::attend);
    }

    private void follow(RuntimeSocket socket) {
        if (followers.size() < MOST_SOCKETS && followed.add(socket.path())) {
            RuntimeFollower follower = new RuntimeFollower(socket, answers(socket));
            followers.add(follower);
            follower.start();
        }
    }

    /** Hands questions to all runtimes, and looks for more of them now and then. */
    private void attend() {
        long nextSearch = System.nanoTime();
        try {
            while (!closed) {
                long now = System.nanoTime();
                if (now - nextSearch >= 0) {
                    search.get().forEach(this::follow);
                    nextSearch = now + SEARCH_NANOS;
                }
                Request request = toAsk.poll(nextSearch - now, TimeUnit.NANOSECONDS);
                if (request != null) {
                    followers.stream().limit(request.sources()).forEach(follower -> follower.ask(request));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is known of a container that is there or went lately; {@linkplain Container.Settings#isPartial a part} where the rest has not come. */
    public Optional<Container> find(ByteString id) {
        return known.find(id).or(() -> departures.find(id)).or(() -> announced.find(id));
    }

    /** Whether all is known of a container that is there. */
    public boolean knows(ByteString id) {
        return known.find(id)
                .map(container -> !container.settings().isPartial())
                .orElse(false);
    }

    /** Whether a container is being asked for by somebody who may know it. */
    public boolean isPending(ByteString id) {
        return requests.isPending(id) && followers.stream().anyMatch(RuntimeFollower::isUp);
    }

    /** Has a container asked for, unless it is already. Waits for nothing: another thread takes the question to the runtimes. */
    public void ask(ByteString id) {
        int sources = followers.size();
        if (sources > 0) {
            requests.begin(id, sources).ifPresent(request -> {
                counters.asked().increment();
                followers.forEach(RuntimeFollower::knock);
                toAsk.add(request); // there are no more than of requests
            });
        }
    }

    /** Whether every runtime has told what it has, or cannot now. */
    public boolean isSettled() {
        return followers.stream().allMatch(RuntimeFollower::isSettled);
    }

    /**
     * Forgets a container whose last process has gone, and says so when something was known of it, here or by who calls. What is being asked for it still serves alerts that wait.
     *
     * @param known by who calls
     */
    public synchronized void forget(ByteString id, Container known) {
        if (leave(id).isPresent() | !known.isNone()) {
            news.removed(known.isNone() ? Container.minimal(known.type(), id, id) : known);
        }
    }

    private Optional<Container> leave(ByteString id) {
        Optional<Container> before = known.remove(id);
        Optional<Container> heard = announced.remove(id);
        departures.note(id, before.or(() -> heard));
        if (before.isEmpty()) {
            heard.ifPresent(news::late);
        }
        requests.forget(id);
        return before;
    }

    /** How many containers are kept without labels and mounts because they take too much room. */
    public long cut() {
        return known.cut();
    }

    /** What was counted. */
    public Counters counters() {
        return counters;
    }

    private RuntimeFollower.Answers answers(RuntimeSocket socket) {
        return new RuntimeFollower.Answers() {
            @Override
            public boolean found(Container container, boolean happened, long asked) {
                return answered(container, happened, asked);
            }

            @Override
            public void announced(Container container) {
                heard(container);
            }

            @Override
            public void gone(String fullId) {
                lost(Container.shown(fullId));
            }

            @Override
            public void unknown(ByteString id) {
                counters.unknown().increment();
                news.unknown(id);
            }

            @Override
            public void failed() {
                counters.failed().increment();
            }

            @Override
            public void namespaces(Set<String> names) {
                if (!names.isEmpty() && !names.equals(namespaces.put(socket, names))) {
                    Set<String> all = new HashSet<>();
                    namespaces.values().forEach(all::addAll);
                    news.namespaces(all);
                }
            }

            @Override
            public void say(boolean warning, String sentence) {
                news.say(warning, sentence);
            }
        };
    }

    /** An answer; false when it comes too late. Nobody may forget the container between the look whether it has gone and the news of it, which would never be taken back. */
    private synchronized boolean answered(Container container, boolean happened, long asked) {
        boolean late = departures.take(container, asked);
        if (late) {
            news.late(container);
        } else {
            take(container, happened);
        }
        return !late;
    }

    private synchronized void heard(Container container) {
        if (known.find(container.id()).isPresent()) {
            return;
        }
        boolean isNews = departures.find(container.id()).isEmpty();
        if (!departures.announce(container)) {
            announced.put(container);
        } else if (isNews) {
            news.late(container);
        }
    }

    private synchronized void lost(ByteString id) {
        Optional<Container> before = leave(id);
        requests.end(id);
        before.ifPresent(news::removed);
    }

    private void take(Container container, boolean happened) {
        Optional<Container> before = known.find(container.id());
        if (before.isPresent() && isPoorer(container, before.get())) {
            return;
        }
        long cut = known.cut();
        Optional<Container> kept = known.put(container);
        announced.remove(container.id());
        if (known.cut() > cut && !cutTold.getAndSet(true)) {
            news.say(
                    true,
                    "What is told of the container " + container.id()
                            + " takes too much room: it is kept without labels and mounts, or not at all, as are others of its kind.");
        }
        if (kept.isPresent() && (happened || !kept.equals(before))) {
            counters.found().increment();
            news.added(kept.get());
        }
    }

    /** Whether one runtime says less than another already said: containerd of what Docker or CRI run on it, and who knows a part of one who knows the whole. */
    private static boolean isPoorer(Container now, Container before) {
        if (now.settings().isPartial() && !before.settings().isPartial()) {
            return true;
        }
        boolean byNameAlone =
                now.type() == ContainerType.CONTAINERD && now.name().equals(now.id());
        return byNameAlone
                && !before.name().equals(before.id())
                && !before.settings().isPartial();
    }

    @Override
    public void close() {
        closed = true;
        followers.forEach(RuntimeFollower::close);
    }
}
