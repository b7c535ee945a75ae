package io.peregrine.container;

import io.peregrine.container.metadata.Container;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the container events say that were made here and are on their way: who made one has read it, so that the thread of the source need not. One thread adds, the source's takes.
 *
 * <p>Events keep their order on the way. One that comes from elsewhere, or of which there is no room here, is simply not found: it is read as any other.
 */
final class SentContainers {
    private static final int MOST = 4096;
    /** So many events may be lost on the way before one that comes. */
    private static final int MOST_PASSED = 64;

    private final Deque<Sent> onTheWay = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    private record Sent(byte[] json, Container container) {}

    /** An event with this text, which says this, will be put among those of the source. */
    void add(byte[] json, Container container) {
        if (count.get() < MOST) {
            count.incrementAndGet();
            onTheWay.add(new Sent(json, container));
        }
    }

    /** The event with this text, the one added last if it was, found no room. */
    void withdraw(byte[] json) {
        Sent last = onTheWay.peekLast();
        if (last != null && last.json() == json && onTheWay.removeLastOccurrence(last)) {
            count.decrementAndGet();
        }
    }

    /** What an event with this text says, if it was made here. */
    Optional<Container> take(byte[] json) {
        int passed = 0;
        for (Sent sent : onTheWay) {
            if (Arrays.equals(sent.json(), json)) {
                drop(passed + 1);
                return Optional.of(sent.container());
            }
            if (++passed > MOST_PASSED) {
                break;
            }
        }
        return Optional.empty();
    }

    private void drop(int number) {
        for (int i = 0; i < number; i++) {
            onTheWay.removeFirst();
        }
        count.addAndGet(-number);
    }
}
