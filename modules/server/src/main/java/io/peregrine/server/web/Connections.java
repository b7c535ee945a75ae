package io.peregrine.server.web;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The open connections: no more than a bound, none longer than its deadline. At the bound the one that has gone longest without a whole
 * request is closed for the new one, so that many half requests keep nobody out. Safe for any thread.
 */
final class Connections {
    /** What this many connections hold, TLS included, is about 20 MB at worst. */
    static final int BOUND = 256;

    private final Set<Connection> open = new LinkedHashSet<>();
    private final WebCounters counters;

    Connections(WebCounters counters) {
        this.counters = counters;
    }

    /** Takes a connection in and closes another one for it when there are too many. */
    void admit(Connection connection) {
        Optional<Connection> leaving = Optional.empty();
        synchronized (open) {
            counters.accept();
            if (open.size() >= BOUND) {
                leaving = oldest();
                leaving.ifPresent(open::remove);
            }
            open.add(connection);
        }
        if (leaving.isPresent()) {
            counters.displace();
            leaving.get().abort();
        }
    }

    private Optional<Connection> oldest() {
        return open.stream()
                .min(Comparator.comparing(
                                (Connection connection) -> !connection.phase().waiting())
                        .thenComparing(Connection::phase, Connection.Phase.BY_AGE));
    }

    void remove(Connection connection) {
        synchronized (open) {
            open.remove(connection);
        }
    }

    /** Closes what is past its deadline and returns whether any connection is left. */
    boolean closeLate() {
        long now = System.nanoTime();
        List<Connection> late;
        boolean left;
        synchronized (open) {
            late = open.stream()
                    .filter(connection -> connection.phase().isOver(now))
                    .toList();
            late.forEach(open::remove);
            left = !open.isEmpty();
        }
        for (Connection connection : late) {
            if (connection.hasBegun()) {
                counters.overdue();
            }
            connection.abort();
        }
        return left;
    }

    void closeAll() {
        List<Connection> all;
        synchronized (open) {
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(Connection::abort);
    }
}
