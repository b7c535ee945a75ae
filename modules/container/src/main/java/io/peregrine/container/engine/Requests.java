package io.peregrine.container.engine;

import io.peregrine.event.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which containers are being asked for, so that each is asked for once at a time. Thread-safe.
 *
 * <p>A request that nobody could answer may be made again some time later, while threads of the container still come.
 */
final class Requests {
    /** Requests at a time; more are refused and come again with the container's next process. */
    private static final int MOST = 4096;

    private static final long REST_NANOS = 30_000_000_000L;

    private final Map<ByteString, Request> byId = new ConcurrentHashMap<>();
    /** What is being asked for containers that have gone: alerts may wait for it. */
    private final Map<ByteString, Request> leaving = new ConcurrentHashMap<>();

    /** One container that is asked for. */
    static final class Request {
        private final ByteString id;
        private final int sources;
        private final long begun = System.nanoTime();
        private final AtomicInteger asked;
        private volatile boolean over;
        private volatile long overSince;

        private Request(ByteString id, int sources) {
            this.id = id;
            this.sources = sources;
            this.asked = new AtomicInteger(sources);
        }

        ByteString id() {
            return id;
        }

        /** When it was made, as {@link System#nanoTime()} counts. */
        long begun() {
            return begun;
        }

        /** How many are asked. */
        int sources() {
            return sources;
        }

        /** Whether nobody need ask any more: it was answered, or all have given up. */
        boolean isOver() {
            return over;
        }

        /** Somebody answered. */
        void answered() {
            end();
        }

        /** One source gives up; true for the last of them. */
        boolean giveUp() {
            boolean last = asked.decrementAndGet() == 0 && !over;
            if (last) {
                end();
            }
            return last;
        }

        private void end() {
            overSince = System.nanoTime();
            over = true;
        }

        private boolean mayComeAgain(long now) {
            return over && now - overSince > REST_NANOS;
        }
    }

    /** A new request; nothing when there is one already, or there are too many. */
    Optional<Request> begin(ByteString id, int sources) {
        Request known = byId.get(id);
        long now = System.nanoTime();
        if (known != null && !known.mayComeAgain(now)) {
            return Optional.empty();
        }
        if (byId.size() >= MOST) {
            byId.values().removeIf(request -> request.mayComeAgain(now));
            if (byId.size() >= MOST) {
                return Optional.empty();
            }
        }
        Request request = new Request(id, sources);
        byId.put(id, request);
        return Optional.of(request);
    }

    /** Whether a container is being asked for. */
    boolean isPending(ByteString id) {
        return isPending(byId.get(id)) || isPending(leaving.get(id));
    }

    private static boolean isPending(Request request) {
        return request != null && !request.isOver();
    }

    /** Forgets what was asked for a container, so that it can be asked for at once when it comes again; what is being asked goes on. */
    void forget(ByteString id) {
        Request known = byId.remove(id);
        leaving.values().removeIf(Request::isOver);
        if (known != null && !known.isOver() && leaving.size() < MOST) {
            leaving.put(id, known);
        }
    }

    /** Nobody need ask for a container any more. */
    void end(ByteString id) {
        for (Map<ByteString, Request> requests : List.of(byId, leaving)) {
            Request known = requests.remove(id);
            if (known != null) {
                known.end();
            }
        }
    }
}
